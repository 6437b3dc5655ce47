"""The reference facts, as TOML: who took part when, under which restriction, by which rules, said by which source."""
