#pragma once
// The master key as a file: 32 bytes, 0400.
#include <array>
#include <string>

namespace tributary::store {

using MasterKey = std::array<unsigned char, 32>;

// Throws std::runtime_error with a sentence; see Keys::open.
MasterKey open_key_file(const std::string& data_folder, const std::string& key_file);

}  // namespace tributary::store
