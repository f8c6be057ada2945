"""Tables that offices keep: CSV and XLSX in, XLSX out."""
