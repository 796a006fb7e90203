//! Phone numbers: normalised, masked, hashed. Whether a number may be dialled needs the feature `phone`.
