"""When: polls by each feed's rhythm, digests by each reader's local time."""
