#include "relay/host/backup_manifest.h"

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include "core/base/civil.h"
#include "core/base/planted.h"
#include "relay/store/backup.h"

namespace tributary::host {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr std::int64_t format = 1;
constexpr const char* newer = "A newer version made this backup. Restore it with that version.";

std::optional<json::object> parse_object(std::string_view text) {
  boost::system::error_code ec;
  json::value value = json::parse(json::string_view(text.data(), text.size()), ec);
  if (ec || !value.is_object() || value.get_object().empty()) return {};
  return std::move(value.get_object());
}

bool is_of_our_format(const json::object& object) {
  const json::value* made_as = object.if_contains("format");
  return made_as && *made_as == format;
}

std::optional<std::string> text_in(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  if (!value || !value->is_string()) return {};
  return std::string(value->get_string());
}

std::optional<std::uint64_t> size_in(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  if (value && value->is_uint64()) return value->get_uint64();
  if (value && value->is_int64() && value->get_int64() >= 0) return static_cast<std::uint64_t>(value->get_int64());
  return {};
}

bool stays_inside(const fs::path& path) {
  if (path.empty() || path.is_absolute() || path.native().find('\0') != std::string::npos) return false;
  for (const auto& part : path)
    if (part == "..") return false;
  return true;
}

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

std::string damage_of_file(const std::string& folder, const ListedFile& file) {
  const fs::path at = fs::path(folder) / file.path;
  if (!fs::is_regular_file(at)) return file.path + " is missing.";
  if (fs::file_size(at) != file.bytes) return file.path + " has " + std::to_string(fs::file_size(at)) + " bytes and not " + std::to_string(file.bytes) + ".";
  if (!PLANTED(93) && store::sha256_of_file(at.string()) != file.sha256) return file.path + " is not as it was when the backup was made.";
  return {};
}

}  // namespace

std::string backup_summary_text(Instant made, const std::vector<BackedUpTenant>& tenants) {
  json::array list;
  for (const BackedUpTenant& tenant : tenants) list.push_back({{"id", tenant.id}, {"events", tenant.events}, {"log", tenant.log}});
  return json::serialize(json::object{{"format", format}, {"made", iso_text(made)}, {"tenants", std::move(list)}});
}

std::string wrong_with_summary(std::string_view text) {
  const auto object = parse_object(text);
  if (!object) return "Its summary is damaged.";
  if (!is_of_our_format(*object)) return newer;
  return {};
}

std::variant<Manifest, std::string> parse_manifest(std::string_view text) {
  const auto object = parse_object(text);
  if (!object) return "It has no readable manifest.json: this is no backup, or one that was not finished.";
  if (!is_of_our_format(*object)) return newer;
  const json::value* files = object->if_contains("files");
  if (!files || !files->is_array() || files->get_array().empty()) return "Its manifest names no files.";
  Manifest manifest;
  for (const json::value& value : files->get_array()) {
    const json::object* file = value.if_object();
    const auto path = file ? text_in(*file, "path") : std::nullopt, sha256 = file ? text_in(*file, "sha256") : std::nullopt;
    const auto bytes = file ? size_in(*file, "bytes") : std::nullopt;
    if (!path || !sha256 || !bytes) return "Its manifest is damaged.";
    if (!stays_inside(*path)) return "The manifest names a file outside the backup.";
    manifest.push_back({*path, *sha256, *bytes});
  }
  return manifest;
}

std::string damage_of_plain_backup(const std::string& folder) {
  const auto manifest = parse_manifest(read_text(folder + "/manifest.json"));
  if (const std::string* wrong = std::get_if<std::string>(&manifest)) return *wrong;
  for (const ListedFile& file : std::get<Manifest>(manifest))
    if (std::string wrong = damage_of_file(folder, file); !wrong.empty()) return wrong;
  return {};
}

void copy_plain_backup(const std::string& folder, const std::string& data) {
  const auto manifest = parse_manifest(read_text(folder + "/manifest.json"));
  if (const std::string* wrong = std::get_if<std::string>(&manifest)) throw std::runtime_error(*wrong);
  for (const ListedFile& file : std::get<Manifest>(manifest)) {
    const fs::path target = fs::path(data) / file.path;
    fs::create_directories(target.parent_path());
    fs::permissions(target.parent_path(), fs::perms::owner_all);
    fs::copy_file(fs::path(folder) / file.path, target);
    fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
  }
}

}  // namespace tributary::host
