"""Give accounts roles over organisations: by grant, by post, for a time, on behalf of others."""
