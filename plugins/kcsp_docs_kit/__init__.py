"""What plugins are made with: documents that become Word files."""
