"""The public Merkle log: leaves, numbered by one integrator, published as C2SP tiles; it refuses to fork."""
