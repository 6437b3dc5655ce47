"""Anyone's question at the pit: is this licence good today?"""
