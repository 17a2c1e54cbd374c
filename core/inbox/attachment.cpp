#include "core/inbox/attachment.h"

#include <algorithm>
#include <array>

#include "core/base/planted.h"
#include "core/base/text.h"

namespace tributary {
namespace {

// WhatsApp over Twilio carries one file of 16 MB, MMS ten of 5 MB together; counted in decimal, the
// stricter reading.
constexpr std::int64_t whatsapp_bytes = 16'000'000, mms_bytes = 5'000'000;

constexpr std::array<std::string_view, 22> whatsapp_types{
    "image/jpeg", "image/png", "image/webp", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/amr", "audio/aac", "audio/3gpp",
    "video/mp4", "video/3gpp", "application/pdf", "text/vcard", "application/msword", "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation", "text/x-vcard", "audio/x-m4a", "audio/opus"};

constexpr std::array<std::string_view, 24> mms_types{
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav",
    "audio/amr", "audio/3gpp", "audio/x-m4a", "video/mp4", "video/mpeg", "video/quicktime", "video/webm", "video/3gpp", "video/3gpp2",
    "application/pdf", "text/vcard", "text/x-vcard", "text/calendar", "application/rtf"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& types, std::string_view type) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

MediaRules media_rules(Channel channel) {
  if (channel == Channel::whatsapp) return {1, whatsapp_bytes};
  if (channel == Channel::sms) return {static_cast<std::uint32_t>(limits::media_per_message_max), mms_bytes};
  return {};
}

bool takes_type(Channel channel, std::string_view type) {
  return channel == Channel::whatsapp ? contains(whatsapp_types, type) : channel == Channel::sms && contains(mms_types, type);
}

std::string_view types_taken(Channel channel) {
  return channel == Channel::whatsapp ? "JPEG, PNG, WebP, MP3, OGG, M4A, AMR, MP4, 3GP, PDF, DOCX, XLSX, PPTX, VCF"
                                      : "JPEG, PNG, GIF, WebP, MP3, OGG, M4A, WAV, AMR, MP4, MOV, WebM, 3GP, PDF, VCF, ICS, RTF";
}

std::optional<Refused> wrong_with_attachments(const Attachments& files, Channel channel) {
  if (files.empty()) return {};
  const MediaRules rules = media_rules(channel);
  if (rules.files == 0) return Refused(Refusal::no_channel);
  if (files.size() > rules.files) {
    Refused refused(Refusal::too_many_files);
    refused.limit = rules.files;
    return refused;
  }
  std::int64_t bytes = 0;
  for (const Attachment& file : files) {
    if (!file.upload && !file.of) return Refused(Refusal::unknown_upload);
    if (file.bytes <= 0 || file.bytes > limits::upload_bytes_max || !valid_utf8(file.name) || !valid_utf8(file.type)) return Refused(Refusal::invalid_value);
    if (!takes_type(channel, file.type)) return Refused(Refusal::file_type_refused);
    bytes += file.bytes;
  }
  if (bytes <= rules.bytes) return {};
  Refused refused(Refusal::files_too_large);
  refused.limit = rules.bytes;
  return refused;
}

void put_media_rows(const Attachments& files, MessageId message, Contents& contents) {
  for (std::uint32_t at = 0; at < files.size(); ++at) {
    if (PLANTED(175) && at > 0) return;
    MediaItem item;
    item.message = message;
    item.index = at;
    item.type = files[at].type;
    item.name = std::string(cut_code_points(files[at].name, limits::name_characters_max));
    item.bytes = files[at].bytes;
    item.state = MediaState::stored;
    contents.push_back(std::move(item));
  }
}

}  // namespace tributary
