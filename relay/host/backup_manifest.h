#pragma once
// What a backup says about itself. A sealed one ends with a summary; a plain one, as every backup was made before, is a folder
// with manifest.json, which names each file with its size and SHA-256. Plain ones are read and restored, and made no more.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/types.h"

namespace tributary::host {

struct BackedUpTenant { std::string id; std::uint64_t events = 0; std::string log; };
std::string backup_summary_text(Instant made, const std::vector<BackedUpTenant>&);
// Empty: this program can restore what the summary belongs to. Otherwise why not, as a sentence.
std::string wrong_with_summary(std::string_view);

struct ListedFile { std::string path, sha256; std::uint64_t bytes = 0; };
using Manifest = std::vector<ListedFile>;
std::variant<Manifest, std::string> parse_manifest(std::string_view);  // or why not, as a sentence

// Empty: the folder is a whole plain backup, byte for byte as it was made. Otherwise the first thing that is wrong.
std::string damage_of_plain_backup(const std::string& folder);
void copy_plain_backup(const std::string& folder, const std::string& data);  // throws

}  // namespace tributary::host
