"""Keys inside a PKCS#11 token: a security module, a card, or SoftHSM. What signs there never leaves it."""
