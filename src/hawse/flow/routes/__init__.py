"""What the routes channel can say of files besides its findings, without a case file."""
