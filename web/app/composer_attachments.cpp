#include "web/app/composer_attachments.h"

#include <algorithm>

#include "web/app/actions.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/several_messages.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using Stage = PendingFile::Stage;

constexpr float chip_w_most = 240, face = 32;

// Browsers name sounds, films and texts in several ways; what those are the relay tells by their content.
bool surely_refused(Channel channel, std::string_view type) {
  for (std::string_view unsure : {"audio/", "video/", "text/"})
    if (type.substr(0, unsure.size()) == unsure) return false;
  return !type.empty() && !takes_type(channel, type);
}

const std::vector<PendingFile>& files_of(const Frame& f, ConversationId conversation) {
  static const std::vector<PendingFile> none;
  const auto it = f.state.files.find(conversation);
  return it == f.state.files.end() ? none : it->second;
}

// The providers' megabyte is a million; the platform writes those of 1,048,576.
std::string size_text(std::int64_t bytes) { return platform::format_bytes(static_cast<double>(bytes) * 1.048576); }

float chip_height(const Ui& ui) { return ui.touch() ? 56.0f : 48.0f; }

struct Columns { int count = 1; float w = 0; };

Columns columns_in(float width) {
  const int count = std::max(1, static_cast<int>((width + gap::small) / (chip_w_most + gap::small)));
  return {count, std::min(chip_w_most, (width - gap::small * static_cast<float>(count - 1)) / static_cast<float>(count))};
}

std::string_view icon_of(std::string_view type) {
  if (type.substr(0, 6) == "image/") return icon::picture;
  if (type.substr(0, 6) == "audio/") return icon::sound;
  if (type.substr(0, 6) == "video/") return icon::film;
  return type == "text/vcard" || type == "text/x-vcard" ? icon::card : icon::file;
}

std::string_view title_of(const PendingFile& file) { return file.name.empty() ? std::string_view(words::document) : std::string_view(file.name); }

std::string_view state_words(Frame& f, const PendingFile& file) {
  switch (file.stage) {
    case Stage::uploading: return f.ui.keep(platform::format_percent(file.percent / 100.0));
    case Stage::failed: return words::attach_failed;
    case Stage::refused: return words::attach_refused;
    case Stage::ready: break;
  }
  return bytes_words(f.ui, file.bytes);
}

// What is said below the chips: each wrong file's own sentence, then what is wrong with all, else what the channel takes.
struct Sentence { NodeId id; std::string_view words; bool bad = true; };

std::vector<Sentence> sentences(Frame& f, const Conversation& conversation) {
  std::vector<Sentence> all;
  const auto& files = files_of(f, conversation.id);
  for (const PendingFile& file : files)
    if (!file.problem.empty())
      all.push_back({node_id("file-problem", static_cast<std::uint64_t>(file.file)), words::format(f.ui, words::attach_about, {{"name", title_of(file)}, {"why", file.problem}})});
  if (const std::string wrong = files_problem(conversation.channel, files); !wrong.empty()) all.push_back({node_id("files-problem"), f.ui.keep(wrong)});
  if (!all.empty()) return all;
  if (goes_in_several(conversation.channel, files.size())) {
    all.push_back({node_id("files-several"), words::plural(f.ui, words::attach_several, static_cast<std::int64_t>(files.size()), {{"channel", channel_word(conversation.channel)}}), false});
    return all;
  }
  const MediaRules rules = media_rules(conversation.channel);
  all.push_back({node_id("files-limit"), words::plural(f.ui, words::attach_limit, rules.files, {{"channel", channel_word(conversation.channel)}, {"size", f.ui.keep(size_text(rules.bytes))}}), false});
  return all;
}

void chip_face(Frame& f, Rect at, const PendingFile& file) {
  Ui& ui = f.ui;
  const bool picture = file.file > 0 && file.type.substr(0, 6) == "image/" && file.stage != Stage::refused;
  const platform::Image image = picture ? platform::image(ui.join({"file:", ui.digits(file.file)}), static_cast<int>(face)) : platform::Image{-1, 0, 0};
  if (image.texture > 0) return ui.picture(at, image, radius::button);
  ui.fill(at, ui.theme().sunken, radius::button);
  ui.icon(at.x + 7, at.y + 7, 18, ui.theme().muted, icon_of(file.type));
}

void chip(Frame& f, Rect box, const PendingFile& file, const Conversation& conversation, std::int32_t position, std::int32_t count) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const bool bad = file.stage == Stage::failed || file.stage == Stage::refused, busy = file.stage == Stage::uploading;
  const NodeId id = node_id("file", static_cast<std::uint64_t>(file.file));
  const std::string_view state = state_words(f, file), title = title_of(file);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, bad ? t.danger : t.border, radius::card);
  platform::Node& item = ui.node(id, NodeRole::listitem, box, words::listed(ui, {title, state}));
  item.flags |= platform::node_static;
  item.position = position;
  item.set_size = count;
  ui.enter(id);
  chip_face(f, Rect{box.x + gap::small, box.y + (box.h - face) / 2, face, face}, file);
  const float target = std::min(ui.target(28), box.h), x = box.x + gap::small + face + gap::small;
  float right = box.right() - gap::tiny - target;
  const float y = box.y + (box.h - target) / 2;
  const Word off = busy ? words::attach_cancel : words::attach_remove;
  if (button(ui, node_id("file-off", id), Rect{right, y, target, target}, words::format(ui, off, {{"name", title}}), {ButtonLook::quiet, icon::cross, true}))
    f.want(intent::RemoveFile{conversation.id, file.file});
  if (file.stage == Stage::failed) {
    right -= target;
    if (button(ui, node_id("file-again", id), Rect{right, y, target, target}, words::format(ui, words::attach_retry, {{"name", title}}), {ButtonLook::quiet, icon::again, true}))
      f.want(intent::RetryFile{conversation.id, file.file});
  }
  const float room = std::max(0.0f, right - gap::tiny - x), middle = box.y + box.h / 2;
  ui.text_in(x, middle - 18, room, Style::small_strong, t.text, title);
  ui.text_in(x, middle + 1, room, Style::caption, bad ? t.danger : t.muted, state);
  if (busy) {
    const Rect bar{box.x + 2, box.bottom() - 5, box.w - 4, 3};
    ui.fill(bar, t.sunken, 2);
    ui.fill(Rect{bar.x, bar.y, bar.w * static_cast<float>(std::clamp(file.percent, 2, 100)) / 100, bar.h}, t.accent, 2);
  }
  ui.leave();
}

}  // namespace

std::string file_problem(Channel channel, const PendingFile& file) {
  const MediaRules rules = media_rules(channel);
  const std::string_view name = channel_word(channel);
  if (file.bytes <= 0) return std::string(std::string_view(words::attach_empty));
  if (surely_refused(channel, file.type))
    return words::formatted(words::attach_type_refused, {{"channel", name}, {"types", types_taken(channel)}});
  if (file.bytes <= rules.bytes) return {};
  return words::formatted(words::attach_too_large, {{"channel", name}, {"size", size_text(file.bytes)}, {"limit", size_text(rules.bytes)}});
}

std::string files_problem(Channel channel, const std::vector<PendingFile>& files) {
  const MediaRules rules = media_rules(channel);
  if (goes_in_several(channel, files.size())) return {};  // each is a message of its own, and was asked about alone
  std::int64_t bytes = 0;
  std::uint32_t count = 0;
  for (const PendingFile& file : files) {
    if (file.stage == Stage::refused) continue;
    bytes += file.bytes;
    ++count;
  }
  if (count > rules.files) return words::pluralled(words::attach_too_many, rules.files, {{"channel", channel_word(channel)}});
  if (count < 2 || bytes <= rules.bytes) return {};
  return words::formatted(words::attach_together, {{"channel", channel_word(channel)}, {"size", size_text(bytes)}, {"limit", size_text(rules.bytes)}});
}

bool files_ready(const Frame& f, const Conversation& conversation) { return !files_of(f, conversation.id).empty() && !files_in_the_way(f, conversation); }

bool files_in_the_way(const Frame& f, const Conversation& conversation) {
  const auto& files = files_of(f, conversation.id);
  const bool all = std::all_of(files.begin(), files.end(), [](const PendingFile& file) { return file.stage == Stage::ready; });
  return !all || !files_problem(conversation.channel, files).empty();
}

float attachments_height(Frame& f, const Conversation& conversation, float width) {
  const auto& files = files_of(f, conversation.id);
  if (files.empty()) return 0;
  const float w = width - 4 * gap::large;
  const int columns = columns_in(w).count, rows = (static_cast<int>(files.size()) + columns - 1) / columns;
  float h = static_cast<float>(rows) * (chip_height(f.ui) + gap::small) + gap::tiny;
  for (const Sentence& one : sentences(f, conversation)) h += f.ui.paragraph_height(Style::caption, one.words, w) + gap::tiny;
  return h;
}

void attachments_strip(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const auto& files = files_of(f, conversation.id);
  if (files.empty()) return;
  const NodeId list = node_id("files", conversation.id);
  const Columns columns = columns_in(box.w);
  const int count = static_cast<int>(files.size()), rows = (count + columns.count - 1) / columns.count;
  const float h = chip_height(ui), step = h + gap::small;
  float y = box.y + gap::tiny;
  ui.node(list, NodeRole::list, Rect{box.x, y, box.w, step * static_cast<float>(rows)}, words::attach_files);
  ui.enter(list);
  for (int i = 0; i < count; ++i) {
    const Rect at{box.x + static_cast<float>(i % columns.count) * (columns.w + gap::small), y + static_cast<float>(i / columns.count) * step, columns.w, h};
    chip(f, at, files[static_cast<std::size_t>(i)], conversation, i + 1, count);
  }
  ui.leave();
  y += step * static_cast<float>(rows);
  for (const Sentence& one : sentences(f, conversation)) {
    ui.paragraph(one.id, box.x, y, box.w, Style::caption, one.bad ? ui.theme().danger : ui.theme().muted, one.words);
    y += ui.paragraph_height(Style::caption, one.words, box.w) + gap::tiny;
  }
}

void attach_button(Frame& f, Rect box, const Conversation& conversation) {
  const MediaRules rules = media_rules(conversation.channel);
  const std::string_view hint = words::format(f.ui, words::attach_hint, {{"channel", channel_word(conversation.channel)}, {"types", types_taken(conversation.channel)}, {"size", f.ui.keep(size_text(rules.bytes))}});
  if (button(f.ui, node_id("attach"), box, words::attach, {ButtonLook::quiet, icon::clip, true, false, 0, {}, hint})) perform(f, "attach", Target{conversation.id, {}});
}

void drop_cover(Frame& f, Rect box) {
  if (!f.state.files_over) return;
  Ui& ui = f.ui;
  ui.fill(box, ui.theme().selected, radius::card);
  ui.stroke(box, ui.theme().accent, radius::card, 2);
  ui.text_in(box.x + gap::large, box.y + box.h / 2 - 10, box.w - 2 * gap::large, Style::body_strong, ui.theme().accent, words::attach_drop_here, Align::middle);
}

}  // namespace tributary::app
