"""What was learned: schema, migrations and one small store per job."""
