"""Sign-in: allauth in our design, writing through the actions of parties."""
