#pragma once
// The master key as a file: 32 bytes, 0400. Every other key that lies in a file is kept as this one is.
#include <array>
#include <optional>
#include <string>

namespace tributary::store {

using MasterKey = std::array<unsigned char, 32>;

// Throws std::runtime_error with a sentence; see Keys::open.
MasterKey open_key_file(const std::string& data_folder, const std::string& key_file);
std::string place_of_key(const std::string& data_folder, const std::string& key_file);

// Throws std::runtime_error with a sentence, also when others than its owner may read the file. Nothing: there is none.
std::optional<MasterKey> read_private_file(const std::string& path);
// Whole or not at all, 0400, and never over one that is there. Throws std::runtime_error with a sentence.
void write_private_file(const std::string& path, const MasterKey&);

}  // namespace tributary::store
