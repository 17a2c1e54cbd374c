#pragma once
// Every word the app shows or says, in one place, so that another language is another such file.
// Names that tests and assistive technology rely on are listed in docs (contracts: "The page").
#include <string_view>

namespace tributary::app::words {

using View = std::string_view;

// ---- sign in
inline constexpr View product = "Tributary";
inline constexpr View sign_in = "Sign in";
inline constexpr View sign_in_again = "You have been signed out. Sign in to go on; what you typed is kept.";
inline constexpr View sign_in_intro = "Every conversation with your customers, in one place.";
inline constexpr View email = "Email";
inline constexpr View password = "Password";
inline constexpr View signing_in = "Signing in…";
inline constexpr View sign_in_wrong = "This email and password do not belong together. Check both and try again.";
inline constexpr View sign_in_link_used = "This sign-in link has been used or has expired. Sign in with your password, or ask for a new link.";
inline constexpr View sign_in_too_many = "Too many attempts. Wait a minute and try again.";
inline constexpr View sign_in_unreachable = "The server cannot be reached. Check your connection; this page tries again by itself.";
inline constexpr View loading = "Loading…";

// ---- frame
inline constexpr View views = "Views";
inline constexpr View mine = "Mine";
inline constexpr View unassigned = "Unassigned";
inline constexpr View all = "All";
inline constexpr View admin = "Admin";
inline constexpr View sign_out = "Sign out";
inline constexpr View dark_theme = "Dark theme";
inline constexpr View light_theme = "Light theme";
inline constexpr View back = "Back";
inline constexpr View dismiss = "Dismiss";
inline constexpr View notifications = "Notifications";
inline constexpr View conversation_gone = "This conversation is not here. It may have been erased, or you may not see it.";

// ---- list
inline constexpr View conversations = "Conversations";
inline constexpr View open_count = " open";
inline constexpr View unread = " unread";
inline constexpr View draft = "Draft";
inline constexpr View resolved = "Resolved";
inline constexpr View pending = "Pending";
inline constexpr View snoozed = "Snoozed";
inline constexpr View nothing_mine = "Nothing waits for you";
inline constexpr View nothing_mine_hint = "Conversations that are assigned to you appear here.";
inline constexpr View nothing_unassigned = "Nothing waiting";
inline constexpr View nothing_unassigned_hint = "Every conversation has somebody who answers.";
inline constexpr View nothing_all = "No conversations yet";
inline constexpr View nothing_all_hint = "When a customer writes, the conversation appears here.";

// ---- channels and calls
inline constexpr View sms = "SMS";
inline constexpr View whatsapp = "WhatsApp";
inline constexpr View voice = "Voice";
inline constexpr View call = "Call";
inline constexpr View missed_call = "Missed call";
inline constexpr View missed_call_busy = "Missed call, busy";
inline constexpr View call_not_answered = "Call not answered";
inline constexpr View call_busy = "Busy";
inline constexpr View call_failed = "Call failed";
inline constexpr View call_canceled = "Call cancelled";
inline constexpr View call_ringing = "Ringing";
inline constexpr View call_running = "Call in progress";

// ---- thread
inline constexpr View messages = "Messages";
inline constexpr View conversation = "Conversation";
inline constexpr View error_number = " (error ";
inline constexpr View error_number_end = "). ";
inline constexpr View choose = "Choose a conversation";
inline constexpr View choose_hint = "j and k go down and up the list.";
inline constexpr View you = "You";
inline constexpr View somebody = "Somebody";
inline constexpr View automation = "Automation";
inline constexpr View unknown_contact = "Unknown";
inline constexpr View jump_to_latest = "Jump to latest";
inline constexpr View new_messages = " new";
inline constexpr View session_started = " session started";
inline constexpr View a_session_ended = "Session ended";
inline constexpr View session_ended = " session ended";
inline constexpr View took_this = " took this conversation";
inline constexpr View assigned_this_to_you = " assigned this to you";
inline constexpr View assigned_this_to = " assigned this to ";
inline constexpr View removed_assignment = " removed the assignment";
inline constexpr View resolved_this = " resolved this";
inline constexpr View reopened_this = " reopened this";
inline constexpr View hours_short = " h";
inline constexpr View minutes_short = " min";
inline constexpr View seconds_short = " s";
inline constexpr View earlier = "Loading earlier messages…";
inline constexpr View send_again = "Send again";
inline constexpr View mark_as_sent = "Mark as sent";
inline constexpr View edit = "Edit";
inline constexpr View no_words = "This message has no text.";
inline constexpr View words_missing = "The text of this message is not available.";

// ---- delivery, always in words beside the tick
inline constexpr View sending = "Sending";
inline constexpr View not_confirmed = "Not confirmed";
inline constexpr View sent = "Sent";
inline constexpr View delivered = "Delivered";
inline constexpr View read = "Read";
inline constexpr View not_delivered = "Not delivered";
inline constexpr View cancelled = "Cancelled";
inline constexpr View not_sent = "Not sent";
inline constexpr View not_confirmed_hint = "The connection broke while this was being sent. It may have arrived.";

// ---- what a message can carry
inline constexpr View picture = "Picture";
inline constexpr View voice_message = "Audio";
inline constexpr View video = "Video";
inline constexpr View document = "File";
inline constexpr View contact_card = "Contact card";
inline constexpr View location = "Location";
inline constexpr View open = "Open";
inline constexpr View open_map = "Open map";
inline constexpr View download = "Download";
inline constexpr View fetching = "Fetching…";
inline constexpr View unavailable = "Not available";
inline constexpr View blocked = "Blocked";
inline constexpr View tapped = "Tapped";
inline constexpr View reacted = "Reacted";
inline constexpr View forwarded = "Forwarded";
inline constexpr View unsupported = "Unsupported message";
inline constexpr View unsupported_hint = "This kind cannot be shown here. Ask the customer to send it in another way.";

// ---- header
inline constexpr View assign = "Assign";
inline constexpr View assign_to_me = "Assign to me";
inline constexpr View unassign = "Unassign";
inline constexpr View resolve = "Resolve";
inline constexpr View reopen = "Reopen";
inline constexpr View assigned_to_you = "Assigned to you";
inline constexpr View assigned_to = "Assigned to ";
inline constexpr View not_assigned = "Unassigned";

// ---- composer
inline constexpr View reply = "Reply";
inline constexpr View reply_hint = "Write a reply… Enter sends, Shift+Enter starts a new line";
inline constexpr View reply_hint_short = "Write a reply…";
inline constexpr View send = "Send";
inline constexpr View reply_to_customer = "Reply to the customer";
inline constexpr View one_segment = " segment";
inline constexpr View segments = " segments";
inline constexpr View gsm7 = "GSM-7";
inline constexpr View ucs2 = "UCS-2";
inline constexpr View left = " left";
inline constexpr View under_a_minute = "less than a minute";
inline constexpr View window_closes = "Window closes in ";

// ---- contact
inline constexpr View contact = "Contact";
inline constexpr View name = "Name";
inline constexpr View address = "Address";
inline constexpr View channel = "Channel";
inline constexpr View service = "Service";
inline constexpr View our_number = "Our number";
inline constexpr View assignee = "Assignee";
inline constexpr View status = "Status";
inline constexpr View status_open = "Open";
inline constexpr View first_seen = "Since";

// ---- admin
inline constexpr View diagnoses = "Diagnoses";
inline constexpr View diagnoses_hint = "The last 50 requests that were refused at a webhook door.";
inline constexpr View quarantine = "Quarantine";
inline constexpr View quarantine_hint = "Signed webhooks that could not be used. They are kept as they came and can be tried again.";
inline constexpr View replay = "Replay";
inline constexpr View replayed = "Replayed";
inline constexpr View replay_failed = "The replay did not work: ";
inline constexpr View no_diagnoses = "Nothing was refused";
inline constexpr View no_quarantine = "Nothing is in quarantine";
inline constexpr View refresh = "Refresh";
inline constexpr View admin_failed = "The admin page could not be loaded. Try again.";

// ---- connection
inline constexpr View connection = "Connection";
inline constexpr View offline = "You are offline. Messages will be sent when you reconnect.";
inline constexpr View reconnecting = "Reconnecting…";
inline constexpr View catching_up = "Catching up…";
inline constexpr View retry_now = "Retry now";
inline constexpr View new_version = "A new version is ready";
inline constexpr View reload = "Reload";
inline constexpr View connection_lost = "Connection lost";
inline constexpr View connection_back = "Connected again";

// ---- announcements
inline constexpr View new_message_from = "New message from ";
inline constexpr View many_new_messages = " new messages";
inline constexpr View message_sent = "Message sent";
inline constexpr View message_not_delivered = "Message not delivered";

}  // namespace tributary::app::words
