"""How a message leaves: one module a channel."""
