// A question with up to ten answers (C15): one more row appears as soon as the last one is used.
#include <algorithm>

#include "core/base/text.h"
#include "web/app/composer_dialogs.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr int rows_min = 2;
constexpr float question_h = 68;

int rows_shown(const Frame& f) {
  int used = 0;
  for (int i = 0; i < limits::choices_max; ++i)
    if (!blank(typed_text(f, nodes::choice_title(i))) || !blank(typed_text(f, nodes::choice_detail(i)))) used = i + 1;
  return std::clamp(used + 1, rows_min, limits::choices_max);
}

}  // namespace

NodeId nodes::choices_text() { return node_id("choices-text"); }
NodeId nodes::choice_title(int index) { return node_id("choice-title", static_cast<std::uint64_t>(index)); }
NodeId nodes::choice_detail(int index) { return node_id("choice-detail", static_cast<std::uint64_t>(index)); }

std::vector<Offer> typed_choices(const Frame& f) {
  std::vector<Offer> offers;
  const auto trimmed = [](const std::string& text) {
    const std::size_t from = text.find_first_not_of(' ');
    return from == std::string::npos ? std::string() : text.substr(from, text.find_last_not_of(' ') + 1 - from);
  };
  for (int i = 0; i < limits::choices_max; ++i) {
    offers.push_back(Offer{trimmed(typed_text(f, nodes::choice_title(i))), trimmed(typed_text(f, nodes::choice_detail(i)))});
  }
  return offers;
}

void choices_dialog(Frame& f, Rect page) {
  Ui& ui = f.ui;
  const float w = std::min(620.0f, page.w - 2 * gap::medium), inner = w - 2 * gap::huge, input = ui.sizes().input;
  const int rows = rows_shown(f);
  const bool stacked = inner < 420;
  const float row = input + (stacked ? input + gap::tiny : 0) + gap::small, hint_h = ui.paragraph_height(Style::small, words::choices_hint, inner);
  const float content = form_label + question_h + form_gap + hint_h + form_gap + static_cast<float>(rows) * row + wrong_height(f, inner);
  const float h = std::min(form_head + content + form_foot(ui), page.h - 2 * gap::small);
  FormBox box = begin_form(f, page, w, h, words::choices);
  const Rect view{box.x - gap::small, box.y, box.w + 2 * gap::small, box.box.bottom() - form_foot(ui) - box.y};
  DialogState& d = f.state.dialog;
  begin_scroll_area(ui, d.scroll, node_id("choices-form"), NodeRole::region, view, static_cast<double>(content), words::choices, false);
  FormBox in = box;
  in.y -= static_cast<float>(d.scroll.y);
  labelled(f, in, nodes::choices_text(), words::choices_question, question_h, platform::node_multiline | platform::node_enter_breaks);
  ui.paragraph(node_id("choices-hint"), in.x, in.y, in.w, Style::small, ui.theme().muted, words::choices_hint);
  in.y += hint_h + form_gap;
  for (int i = 0; i < rows; ++i) {
    const std::string_view number = ui.number(i + 1);
    const std::string_view title = words::format(ui, words::choice_title, {{"n", number}}), detail = words::format(ui, words::choice_detail, {{"n", number}});
    const float first = stacked ? in.w : in.w * 0.4f;
    field(ui, nodes::choice_title(i), Rect{in.x, in.y, first, input}, title, typed_field(f, nodes::choice_title(i), title));
    const Rect second = stacked ? Rect{in.x + gap::large, in.y + input + gap::tiny, in.w - gap::large, input} : Rect{in.x + first + gap::small, in.y, in.w - first - gap::small, input};
    field(ui, nodes::choice_detail(i), second, detail, typed_field(f, nodes::choice_detail(i), detail));
    in.y += row;
  }
  wrong_line(f, in);
  ui.unclip();
  ui.leave();
  if (form_buttons(f, box, send_word(f), icon::send).done) f.want(intent::Compose{intent::Compose::What::send_choices});
  end_form(f);
}

}  // namespace tributary::app
