"""What the sample shop is made of. Everything in it is invented."""
