"""What a check found, as other programs read it: JSON, annotations of GitHub, SARIF and JUnit."""
