// What each wish of a person leads to, by what it is about.
#include <optional>
#include <utility>
#include <variant>

#include "core/base/id_text.h"
#include "web/app/app.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/http_bodies.h"
#include "web/app/kept_plan.h"
#include "web/app/lightbox.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

template <class... F>
struct Overloaded : F... { using F::operator()...; };
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace

struct App::Acts {
  struct List {
    App& app;
    void operator()(const intent::OpenView& i) const { app.show_list(i.view, {}); }
    void operator()(const intent::ShowList& i) const { app.show_list(i.view, i.filter); }
    void operator()(const intent::OpenListMenu& i) const { app.open_list_menu(i); }
    void operator()(const intent::StepConversation& i) const { app.step_conversation(i.by); }
    void operator()(const intent::StepView& i) const { app.step_view(i.by); }
    void operator()(const intent::FocusList&) const { app.focus_list(); }
    void operator()(const intent::BackToList&) const {
      platform::focus(nodes::list_row(app.state_.open));
      app.back_to_list();
    }
    void operator()(const intent::Pick& i) const { app.pick(i.conversation, i.range); }
    void operator()(const intent::PickHere&) const {
      if (const std::optional<std::size_t> at = app.list_place()) app.pick(app.inbox_.id_at(*at), false);
    }
    void operator()(const intent::PickStep& i) const { app.pick_step(i.by); }
    void operator()(const intent::PickAll&) const { app.pick_all(); }
    void operator()(const intent::PickNone&) const { app.pick_none(); }
    void operator()(const intent::ChangePicked& i) const { app.change_picked(i.change); }
    void operator()(const intent::SnoozePicked& i) const { app.snooze_picked(i.choice); }
    void operator()(const intent::ChangeBack& i) const { app.change_back(i); }
    void operator()(const intent::SaveView&) const { app.save_view(); }
    void operator()(const intent::RemoveView& i) const { app.remove_view(i.name); }
    void operator()(const intent::PutBackView& i) const { app.put_back_view(i.view, i.at); }
  };
  struct Conversation {
    App& app;
    void operator()(const intent::OpenConversation& i) const {
      app.open_conversation(i.conversation);
      app.state_.list_follows = i.conversation;
      app.go();
    }
    void operator()(const intent::CloseConversation&) const {
      app.state_.open = {};
      app.state_.thread_shown = false;
      app.go();
    }
    void operator()(const intent::Do& i) const { app.do_command(i); }
    void operator()(const intent::Assign& i) const {
      app.close_menu(true);
      app.change_one(Assign{i.conversation, i.to});
    }
    void operator()(const intent::Resolve& i) const { app.change_one(Resolve{i.conversation}); }
    void operator()(const intent::ResolveAndNext& i) const { app.resolve_and_next(i.conversation); }
    void operator()(const intent::Reopen& i) const {
      app.close_menu(true);
      app.change_one(Reopen{i.conversation});
    }
    void operator()(const intent::MarkRead& i) const { app.ask(MarkRead{i.conversation, i.count}); }
    void operator()(const intent::CreateTag& i) const { app.create_tag(i); }
  };
  struct Thread {
    App& app;
    void operator()(const intent::FocusThread&) const { app.focus_thread(); }
    void operator()(const intent::StepMessage& i) const { app.step_message(i.by); }
    void operator()(const intent::LoadOlder& i) const { app.link_.send(app.session_->load_older(i.thread)); }
    void operator()(const intent::JumpToLatest&) const { app.state_.thread.jump = true; }
    void operator()(const intent::JumpToEntry& i) const { app.show_entry(i); }
    void operator()(const intent::ShowEntry& i) const {
      app.state_.thread.show = i.key;
      platform::focus(i.key);
    }
    void operator()(const intent::ToggleFold& i) const { app.toggle_fold(i); }
    void operator()(const intent::OpenLightbox& i) const {
      app.state_.lightbox = Lightbox{};
      app.state_.lightbox.message = i.message;
      app.state_.lightbox.index = i.index;
      app.state_.lightbox.focus_before = app.input_.focused;
      platform::focus(nodes::lightbox_close());
    }
    void operator()(const intent::CloseLightbox&) const { app.close_lightbox(); }
    void operator()(const intent::ReadCard& i) const {
      platform::fetch(tag_cards + static_cast<int>(app.state_.cards.size()), "GET", "/api/v1/media/" + to_text(i.message) + "/" + std::to_string(i.index), "");
      app.state_.cards.push_back(CardFile{i.message, i.index, false, {}});
    }
  };
  struct Composer {
    App& app;
    void operator()(const intent::FocusComposer& i) const {
      if (app.state_.open != i.conversation || !app.state_.thread_shown) app.act(intent::OpenConversation{i.conversation});
      app.show_tab(i.conversation, false);
    }
    void operator()(const intent::Compose& i) const { app.compose(i); }
    void operator()(const intent::Send& i) const {
      const bool plain = app.state_.composer.plans.empty() || noting(app.state_, i.conversation);
      app.send(i.conversation, plain ? SendPlan{} : kept_plan(app.session_->state(), app.state_, i.conversation, app.now()));
    }
    void operator()(const intent::SendAndResolve& i) const { app.send(i.conversation, SendPlan{{}, SendPlan::Then::resolve, {}}); }
    void operator()(const intent::SendAnyway& i) const { app.send_anyway(i.conversation); }
    void operator()(const intent::KeepEditing& i) const { app.keep_editing(i.conversation); }
    void operator()(const intent::EditNotSent& i) const { app.edit_not_sent(i.command); }
    void operator()(const intent::SendAgain& i) const { app.ask(SendAgain{i.message}); }
    void operator()(const intent::MarkAsSent& i) const { app.ask(MarkAsSent{i.message}); }
    void operator()(const intent::AttachFiles&) const {
      const bool in_note = app.state_.dialog.kind == Dialog::none && noting(app.state_, app.state_.open);
      if (in_note) return app.toast(std::string(std::string_view(words::attach_not_in_note)), true);
      platform::choose_files(true);
    }
    void operator()(const intent::RemoveFile& i) const { app.remove_file(i.conversation, i.file); }
    void operator()(const intent::RetryFile& i) const { app.retry_file(i.conversation, i.file); }
  };
  struct MenusAndDialogs {
    App& app;
    void operator()(const intent::ToggleAssignMenu&) const { app.toggle_menu(app.state_.assign_menu); }
    void operator()(const intent::ToggleSnoozeMenu&) const { app.toggle_menu(app.state_.snooze_menu); }
    void operator()(const intent::ToggleMoreMenu&) const { app.toggle_menu(app.state_.more_menu); }
    void operator()(const intent::CloseMenu&) const { app.close_menu(true); }
    void operator()(const intent::AskMenu& i) const { app.context_asked(i); }
    void operator()(const intent::CloseContextMenu&) const { app.close_context_menu(true); }
    void operator()(const intent::OpenPalette&) const { app.open_dialog(Dialog::palette); }
    void operator()(const intent::OpenSheet&) const { app.open_dialog(Dialog::sheet); }
    void operator()(const intent::CloseDialog&) const { app.close_dialog(); }
    void operator()(const intent::RunOption& i) const { app.run_option(i.option); }
    void operator()(const intent::MoreFound&) const { app.ask_relay_search(true); }
    void operator()(const intent::OpenForm& i) const { app.open_form(i); }
    void operator()(const intent::InsertBlank& i) const { app.insert_blank(i.name); }
    void operator()(const intent::SubmitForm&) const { app.submit_form(); }
    void operator()(const intent::DiscardForm&) const { app.discard_start(); }
  };
  struct Pages {
    App& app;
    void operator()(const intent::OpenAdmin&) const {
      app.state_.page = Page::admin;
      app.close_menu(false);
      app.refresh_admin();
      platform::go("#/admin");
    }
    void operator()(const intent::OpenChannels&) const {
      app.state_.page = Page::channels;
      app.close_menu(false);
      platform::go("#/channels");
    }
    void operator()(const intent::ChangeChannels& i) const { app.change_channels(i); }
    void operator()(const intent::RefreshAdmin&) const { app.refresh_admin(); }
    void operator()(const intent::Settle& i) const { app.settle_quarantined(i); }
    void operator()(const intent::Administer& i) const { app.administer(i); }
    void operator()(const intent::OpenPreferences&) const {
      app.close_dialog();
      app.state_.page = Page::preferences;
      app.close_menu(false);
      platform::go("#/preferences");
    }
    void operator()(const intent::SetPreferences& i) const { app.set_preferences(i); }
    void operator()(const intent::ToggleTheme&) const { app.state_.prefs.theme = app.state_.dark ? ThemeChoice::light : ThemeChoice::dark; }
    void operator()(const intent::CaptureKeys& i) const {
      const std::string before = std::exchange(app.state_.capture, KeyCapture{i.action, {}, {}, false, 0}).action;
      platform::focus(nodes::key_button(i.action.empty() ? before : i.action));
    }
    void operator()(const intent::TakeKeys&) const { app.keep_captured(true); }
    void operator()(const intent::OpenLibrary& i) const { app.open_library(i.part); }
    void operator()(const intent::ReadTemplates& i) const { app.read_templates_list(i.anew); }
    void operator()(const intent::RemoveThing& i) const { app.remove_thing(i.thing); }
    void operator()(const intent::ToggleContact&) const { app.toggle_contact(); }
    void operator()(const intent::OpenContact& i) const { app.open_contact(i.contact); }
    void operator()(const intent::EditContact& i) const { app.edit_contact(i); }
    void operator()(const intent::KeepContact&) const { app.keep_contact(); }
  };
  struct Session {
    App& app;
    void operator()(const intent::SignIn&) const { app.link_.sign_in(); }
    void operator()(const intent::SignOut&) const { app.sign_out(); }
    void operator()(const intent::RetryNow&) const { app.link_.try_now(); }
    void operator()(const intent::Reload&) const { platform::reload(); }
    void operator()(const intent::AskToNotify&) const { app.ask_to_notify(); }
    void operator()(const intent::CopyText& i) const { platform::copy_text(i.text); }
    void operator()(const intent::Undo&) const { app.undo(); }
    void operator()(const intent::DismissToast& i) const {
      std::erase_if(app.state_.toasts, [&i](const Toast& one) { return one.number == i.number; });
      if (app.toast_focused_) app.leave_notice();
    }
  };
};

void App::act(const Intent& wanted) {
  if (waits_for_later(wanted)) return;
  std::visit(Overloaded{Acts::List{*this}, Acts::Conversation{*this}, Acts::Thread{*this}, Acts::Composer{*this}, Acts::MenusAndDialogs{*this}, Acts::Pages{*this}, Acts::Session{*this}}, wanted);
}

}  // namespace tributary::app
