"""Show the register: base pages, components, assets and the registries of areas and panels."""
