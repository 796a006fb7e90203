//! Writes the JavaScript glue of a wasm module: `xtask-bindgen worker|web INPUT.wasm OUT_DIR NAME`.
//!
//! A program of its own because wasm-bindgen's library takes a while to compile; Cargo.lock pins it beside the crate.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, input, out_dir, name] = arguments.as_slice() else {
        eprintln!("usage: xtask-bindgen worker|web INPUT.wasm OUT_DIR NAME");
        return ExitCode::FAILURE;
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true);
    let chosen = match mode.as_str() {
        // The reset function lets the shim start a fresh instance after a panic.
        "worker" => bindgen
            .reset_state_function(true)
            .force_enable_abort_handler(true)
            .module(true)
            .map(|_| ()),
        // The loader passes the module's address, because its name carries a hash.
        "web" => bindgen.omit_default_module_path(true).web(true).map(|_| ()),
        other => {
            eprintln!("unknown mode {other}: use worker or web");
            return ExitCode::FAILURE;
        }
    };
    match chosen.and_then(|()| bindgen.generate(out_dir)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
