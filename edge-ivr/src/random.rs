//! The only randomness: the runtime's `crypto.getRandomValues`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &mut [u8]) -> Result<(), wasm_bindgen::JsValue>;
}

/// `N` random bytes.
///
/// # Errors
/// Where the runtime has none to give; nothing predictable is ever handed out instead.
pub(crate) fn bytes<const N: usize>() -> worker::Result<[u8; N]> {
    let mut bytes = [0; N];
    get_random_values(&mut bytes)?;
    Ok(bytes)
}

/// `N` random bytes as hex digits.
///
/// # Errors
/// As [`bytes`].
pub(crate) fn hex<const N: usize>() -> worker::Result<String> {
    Ok(crate::hash::hex(&bytes::<N>()?))
}
