"""Pix, serverless: everyone measures, develops and certifies their digital skills."""
