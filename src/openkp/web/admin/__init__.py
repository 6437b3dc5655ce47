"""What an administrator looks after: people and roles, tokens, keys, the health of the installation."""
