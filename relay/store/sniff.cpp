#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "relay/store/content_files.h"

namespace tributary::store {
namespace {

struct Beginning { std::size_t at; std::string_view bytes, type; };

using namespace std::string_view_literals;

// The longer and surer first. What is only text is told apart further down.
constexpr std::array beginnings = {
    Beginning{0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    Beginning{0, "\xff\xd8\xff"sv, "image/jpeg"},
    Beginning{0, "GIF87a"sv, "image/gif"},
    Beginning{0, "GIF89a"sv, "image/gif"},
    Beginning{0, "II*\0"sv, "image/tiff"},
    Beginning{0, "MM\0*"sv, "image/tiff"},
    Beginning{0, "%PDF-"sv, "application/pdf"},
    Beginning{0, "PK\x03\x04"sv, "application/zip"},  // Office documents too
    Beginning{0, "\x1f\x8b\x08"sv, "application/gzip"},
    Beginning{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "application/x-ole-storage"},
    Beginning{0, "{\\rtf"sv, "application/rtf"},
    Beginning{0, "OggS"sv, "audio/ogg"},
    Beginning{0, "fLaC"sv, "audio/flac"},
    Beginning{0, "#!AMR"sv, "audio/amr"},
    Beginning{0, "ID3"sv, "audio/mpeg"},
    Beginning{0, "\x1a\x45\xdf\xa3"sv, "video/webm"},
};

constexpr std::array riffs = {
    Beginning{8, "WEBP"sv, "image/webp"},
    Beginning{8, "WAVE"sv, "audio/wav"},
    Beginning{8, "AVI "sv, "video/x-msvideo"},
};

// The brand behind "ftyp" (ISO base media files).
constexpr std::array brands = {
    Beginning{8, "heic"sv, "image/heic"}, Beginning{8, "heix"sv, "image/heic"}, Beginning{8, "mif1"sv, "image/heif"},
    Beginning{8, "avif"sv, "image/avif"}, Beginning{8, "qt  "sv, "video/quicktime"}, Beginning{8, "M4A "sv, "audio/mp4"},
    Beginning{8, "M4B "sv, "audio/mp4"}, Beginning{8, "3gp"sv, "video/3gpp"}, Beginning{8, "3g2"sv, "video/3gpp2"},
};

template <std::size_t N>
std::string_view find(std::string_view bytes, const std::array<Beginning, N>& known) {
  for (const Beginning& each : known)
    if (bytes.size() >= each.at + each.bytes.size() && bytes.substr(each.at, each.bytes.size()) == each.bytes) return each.type;
  return {};
}

bool is_mpeg_audio(std::string_view bytes) {  // a frame of layer III with a bit rate that exists
  if (bytes.size() < 4) return false;
  const auto second = static_cast<unsigned char>(bytes[1]);
  const auto third = static_cast<unsigned char>(bytes[2]);
  return static_cast<unsigned char>(bytes[0]) == 0xff && (second & 0xe6) == 0xe2 && (third >> 4) != 15 && (third >> 4) != 0;
}

std::string lower_start(std::string_view bytes) {
  while (!bytes.empty() && (bytes[0] == ' ' || bytes[0] == '\t' || bytes[0] == '\r' || bytes[0] == '\n')) bytes.remove_prefix(1);
  std::string start(bytes.substr(0, 512));
  for (char& c : start)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return start;
}

std::string_view text_type(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const std::string start = lower_start(bytes);
  if (start.starts_with("begin:vcard")) return "text/vcard";
  if (start.starts_with("begin:vcalendar")) return "text/calendar";
  if (start.find("<svg") != start.npos) return "image/svg+xml";
  if (start.starts_with("<!doctype html") || start.find("<html") != start.npos || start.find("<script") != start.npos) return "text/html";
  if (start.starts_with("<?xml")) return "text/xml";
  const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
  return !bytes.empty() && !control && valid_utf8(bytes) ? "text/plain"sv : std::string_view{};
}

std::string_view known_type(std::string_view bytes) {
  if (const auto type = find(bytes, beginnings); !type.empty()) return type;
  if (bytes.starts_with("RIFF")) return find(bytes, riffs);
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") {
    const auto brand = find(bytes, brands);
    return brand.empty() ? "video/mp4"sv : brand;
  }
  if (is_mpeg_audio(bytes)) return "audio/mpeg";
  return text_type(bytes);
}

}  // namespace

std::string sniff_type(std::string_view bytes) {
  const std::string_view type = known_type(bytes);
  return std::string(type.empty() ? "application/octet-stream"sv : type);
}

// A container's list of what lies in it stands uncompressed at its end; the names are fixed by the formats.
std::string type_of_file(std::string_view bytes, std::string_view name) {
  struct Kind { std::string_view inside, ending, type; };
  static constexpr std::array kinds = {
      Kind{"word/document.xml"sv, ".docx"sv, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"sv},
      Kind{"xl/workbook.xml"sv, ".xlsx"sv, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"sv},
      Kind{"ppt/presentation.xml"sv, ".pptx"sv, "application/vnd.openxmlformats-officedocument.presentationml.presentation"sv},
      Kind{""sv, ".doc"sv, "application/msword"sv}, Kind{""sv, ".xls"sv, "application/vnd.ms-excel"sv}, Kind{""sv, ".ppt"sv, "application/vnd.ms-powerpoint"sv}};
  const std::string type = sniff_type(bytes);
  const bool container = type == "application/zip", old = type == "application/x-ole-storage";
  if (!container && !old) return type;
  const std::string_view list = bytes.substr(bytes.size() > (64u << 10) ? bytes.size() - (64u << 10) : 0);
  std::string ending(name.substr(name.size() > 8 ? name.size() - 8 : 0));
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const Kind& kind : kinds)
    if (container ? !kind.inside.empty() && list.find(kind.inside) != list.npos : kind.inside.empty() && ending.ends_with(kind.ending)) return std::string(kind.type);
  return type;
}

bool may_show_inline(std::string_view type) {
  static constexpr std::array shown = {"image/png"sv, "image/jpeg"sv, "image/gif"sv, "image/webp"sv,
                                       "video/mp4"sv, "audio/mp4"sv, "audio/mpeg"sv, "audio/ogg"sv};
  return std::find(shown.begin(), shown.end(), type) != shown.end();
}

}  // namespace tributary::store
