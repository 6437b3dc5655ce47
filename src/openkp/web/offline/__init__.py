"""The page that verifies without a network: what a phone keeps of this installation, and the sentences it says."""
