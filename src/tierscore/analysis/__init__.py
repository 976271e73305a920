"""What follows from many assessments or from a whole history; pure."""
