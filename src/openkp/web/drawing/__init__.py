"""Pictures drawn by the server as SVG, each readable as a table too."""
