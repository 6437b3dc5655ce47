"""The demonstration world and the generator of synthetic certificates: a door that calls actions, as people would.

Nothing here is true of anyone: people, companies, sites and carats are invented; places are real, with their source.
"""
