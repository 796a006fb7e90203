//! JSON Schemas of the files and OpenAPI of the routes, generated from the types.
