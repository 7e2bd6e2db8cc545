package graph

// PreMortem is premortem, for tests.
var PreMortem = premortem
