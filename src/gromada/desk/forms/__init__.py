"""What may be typed at the desk."""
