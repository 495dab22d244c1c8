"""How things spread from place to place: cascades of adoptions and the network inferred from them."""
