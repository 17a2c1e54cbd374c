#include "web/app/channels_forms.h"

#include "web/app/form.h"
#include "web/app/form_pane.h"
#include "web/app/widgets/choices.h"
#include "web/app/words.h"
#include "web/app/words_channels.h"

namespace tributary::app {
namespace {

constexpr float label_h = 22, scope_h = 36;
constexpr std::uint32_t secret = platform::node_password | platform::node_new_password;  // the person's own password has no business there

// Which are chosen stands in the form's third choice, a bit each.
void scopes(Frame& f, Form& form) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float h = ui.target(scope_h);
  const auto all = token_scopes();
  const Rect box = form.take(label_h + h * static_cast<float>(all.size()));
  ui.text(box.x, box.y, Style::small_strong, t.text, words::channels::scopes);
  const NodeId group = node_id("token-scopes");
  ui.node(group, NodeRole::group, box, words::channels::scopes);
  ui.enter(group);
  float y = box.y + label_h;
  for (std::size_t i = 0; i < all.size(); ++i, y += h) {
    const int bit = 1 << i;
    ui.text_in(box.x, y + (h - 20) / 2, box.w - toggle_width - gap::medium, Style::body, t.text, all[i].word);
    if (!toggle(ui, nodes::token_scope(i), box.right() - toggle_width, y + (h - toggle_height) / 2, all[i].word, (f.state.form.third & bit) != 0)) continue;
    f.state.form.third ^= bit;
    f.wants_frame = true;
  }
  ui.leave();
}

}  // namespace

NodeId nodes::token_scope(std::size_t index) { return node_id("token-scope", index); }

std::array<TokenScope, 4> token_scopes() {
  return {{{"conversations:read", words::channels::scope_read}, {"messages:send", words::channels::scope_send},
           {"templates:write", words::channels::scope_templates}, {"admin", words::channels::scope_admin}}};
}

const ProviderAccount* account_shown(const UiState& state) {
  for (const ProviderAccount& one : state.channels.accounts)
    if (one.id == state.dialog.account) return &one;
  return nullptr;
}

void account_form(Frame& f, Rect page) {
  const ProviderAccount* known = account_shown(f.state);
  const bool made = f.state.dialog.account.empty();
  Form form(f, page, made ? words::channels::account_new : words::channels::account_edit, words::people::save);
  form.text(account_name, words::people::name);
  if (made) form.text(account_sid, words::channels::sid);
  if (made) form.text(account_auth, words::channels::auth, secret);
  if (!known || known->sms.empty()) form.text(account_sms, words::channels::sms, platform::node_phone);
  if (!known || known->whatsapp.empty()) form.text(account_whatsapp, words::channels::whatsapp, platform::node_phone);
  form.end();
}

void account_auth_form(Frame& f, Rect page) {
  const ProviderAccount* known = account_shown(f.state);
  const bool again = known && known->disconnected;
  Form form(f, page, again ? words::channels::connect : words::channels::rotate, words::people::save);
  form.say("auth-hint", again ? words::channels::connect_hint : words::channels::rotate_hint);
  form.text(next_auth, words::channels::auth, secret);
  form.end();
}

void api_token_form(Frame& f, Rect page) {
  Form form(f, page, words::channels::token_new, words::people::save);
  form.text(token_name, words::people::name);
  scopes(f, form);
  std::array<std::string_view, std::size(token_days)> days;
  for (std::size_t i = 0; i < days.size(); ++i) days[i] = f.ui.number(token_days[i]);
  const int picked = form.choice("token-days", words::channels::days, days, f.state.form.choice);
  if (picked >= 0) f.state.form.choice = picked, f.wants_frame = true;
  form.end();
}

void channel_first_texts(const DialogState& dialog, FormState& form, const std::string& name) {
  const bool of_account = dialog.kind == Dialog::account_form;
  for (int i = 0; i <= (of_account ? account_whatsapp : 0); ++i) form.text.emplace(nodes::form_field(i), of_account && i == account_name ? name : std::string());
  form.choice = 2;  // 90 days …
  form.third = 1;   // … and to read
}

}  // namespace tributary::app
