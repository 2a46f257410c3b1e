"""From the files that clinic staff edit to the model, or to every fault that is in them."""
