"""One search box: a number, a party, a slip, a licence, a seal."""
