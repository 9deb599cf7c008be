"""Pure decisions: nothing here touches the network, the disk or the clock."""
