//! JSON Schemas of the files and OpenAPI of the routes, generated from the types.

mod files;
mod openapi;
mod uses;
mod words;

pub use files::files;
pub use openapi::openapi;
