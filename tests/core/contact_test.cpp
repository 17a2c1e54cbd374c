#include "core/inbox/contact_merge.h"
#include "core/inbox/customer.h"
#include "core/inbox/new_conversation.h"

#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Contacts : testing::Test {
  static constexpr IdentityId stranger{5, 50};
  Desk desk;
  ContactId ana, other;
  Contacts() {
    desk.hear();
    ana = desk.state.identities.find(Desk::phone)->contact;
    write_from_stranger();
    other = desk.state.identities.find(stranger)->contact;
  }
  void write_from_stranger() {
    ReceiveMessage message = desk.text();
    message.from = {{IdentityKind::phone, stranger, "+15550200150"}};
    desk.run(message);
  }
  StartConversation start(IdentityId to, NumberId number = Desk::sms) const {
    StartConversation command;
    command.number = number;
    command.to = {IdentityKind::phone, to, "+15550200177"};
    command.text = "hello";
    return command;
  }
};

}  // namespace

TEST_F(Contacts, ThatAreMergedAreOneAndUndoingItPartsThemAgain) {
  desk.run(MergeContacts{ana, other}, Desk::as(Desk::anna));
  EXPECT_EQ(root_contact(desk.state, other), ana);
  EXPECT_EQ(identities_of(desk.state, ana).size(), 2u);
  EXPECT_EQ(threads_of(desk.state, ana).size(), 2u);
  EXPECT_EQ(desk.refused(MergeContacts{other, ana}, Desk::as(Desk::anna)), Refusal::already_merged);
  desk.run(UnmergeContact{other}, Desk::as(Desk::anna));
  EXPECT_EQ(root_contact(desk.state, other), other);
  EXPECT_EQ(identities_of(desk.state, ana).size(), 1u);
  EXPECT_EQ(desk.refused(UnmergeContact{other}, Desk::as(Desk::anna)), Refusal::not_merged);
}

TEST_F(Contacts, WhatAMergedOneWritesGoesToTheOtherOnesThread) {
  const ThreadId thread = *desk.state.thread_of.find({Desk::support, ana});
  desk.run(MergeContacts{ana, other}, Desk::as(Desk::anna));
  write_from_stranger();
  for (const Event& event : desk.last) {
    const auto* received = std::get_if<MessageReceived>(&event);
    if (!received) continue;
    EXPECT_EQ(desk.state.conversations.find(received->conversation)->thread, thread);
  }
}

TEST_F(Contacts, ThatAreMergedAreNotCalledByTheProfileOfWhoeverWroteLast) {
  const auto named = [this](IdentityId from, const std::string& profile) {
    ReceiveMessage message = desk.text();
    message.from = {{IdentityKind::phone, from, from == stranger ? "+15550200150" : "+15550100101"}};
    message.profile_name = profile;
    desk.run(message);
    for (const Content& content : desk.contents)
      if (const auto* name = std::get_if<ContactName>(&content)) return name->id;
    return ContactId{};
  };
  desk.run(MergeContacts{ana, other}, Desk::as(Desk::anna));
  EXPECT_EQ(named(stranger, "Ana at work"), other);
  EXPECT_EQ(named(Desk::phone, "Ana"), ana);
  desk.run(RenameContact{other, "The office"}, Desk::as(Desk::anna));
  EXPECT_EQ(named(stranger, "Ana at work"), ContactId{}) << "an agent has named them";
}

TEST_F(Contacts, HaveAttributesAndACustomerRecord) {
  desk.run(SetAttributes{ana, {{"City", "Oslo"}}}, Desk::as(Desk::anna));
  EXPECT_EQ(std::get<ContactAttributes>(desk.contents.front()).attributes.front().value, "Oslo");
  EXPECT_EQ(desk.refused(SetAttributes{ana, {{"City", "1"}, {"city", "2"}}}, Desk::as(Desk::anna)), Refusal::invalid_value);
  EXPECT_EQ(desk.refused(SetAttributes{ana, {{"City", std::string(1001, 'x')}}}, Desk::as(Desk::anna)), Refusal::text_too_long);
  EXPECT_EQ(desk.refused(SetAttributes{ana, std::vector<Attribute>(51, Attribute{"a", "b"})}, Desk::as(Desk::anna)), Refusal::list_full);
  EXPECT_EQ(desk.refused(RenameContact{ana, std::string(201, 'x')}, Desk::as(Desk::anna)), Refusal::text_too_long);
  CustomerRecord record;
  record.name = std::string(201, 'x');
  EXPECT_EQ(desk.refused(SaveCustomer{record}, Desk::as(Desk::anna)), Refusal::text_too_long);
  record.name = "Ada Ltd";
  desk.run(SaveCustomer{record}, Desk::as(Desk::anna));
  const CustomerId customer = std::get<CustomerSaved>(desk.last.front()).customer;
  desk.run(LinkCustomer{ana, customer}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.state.contacts.find(ana)->customer, customer);
  EXPECT_EQ(desk.refused(LinkCustomer{ana, CustomerId{1, 1}}, Desk::as(Desk::anna)), Refusal::unknown_customer);
  record.url = "javascript:alert(1)";
  EXPECT_EQ(desk.refused(SaveCustomer{record}, Desk::as(Desk::anna)), Refusal::invalid_value);
  desk.run(LinkCustomer{ana, {}}, Desk::as(Desk::anna));
}

TEST_F(Contacts, D48_ThatAreMergedHaveTheRecordOfTheFirstWhoIsLinked) {
  const auto saved = [this](const char* name) {
    CustomerRecord record;
    record.name = name;
    desk.run(SaveCustomer{record}, Desk::as(Desk::anna));
    return std::get<CustomerSaved>(desk.last.front()).customer;
  };
  const CustomerId theirs = saved("Ada Ltd"), own = saved("Northwind");
  desk.run(LinkCustomer{other, theirs}, Desk::as(Desk::anna));
  EXPECT_EQ(customer_owner(desk.state, ana), ana) << "nobody has one: a link would be theirs";
  EXPECT_EQ(customer_of(desk.state, ana), CustomerId{});
  desk.run(MergeContacts{ana, other}, Desk::as(Desk::anna));
  EXPECT_EQ(customer_owner(desk.state, ana), other);
  EXPECT_EQ(customer_of(desk.state, ana), theirs);
  EXPECT_EQ(customer_of(desk.state, other), theirs) << "whichever of them is asked about";
  desk.run(LinkCustomer{ana, own}, Desk::as(Desk::anna));
  EXPECT_EQ(customer_owner(desk.state, other), ana) << "the kept one's comes first";
  EXPECT_EQ(customer_of(desk.state, other), own);
  desk.run(UnmergeContact{other}, Desk::as(Desk::anna));
  EXPECT_EQ(customer_of(desk.state, ana), own);
  EXPECT_EQ(customer_of(desk.state, other), theirs);
}

TEST_F(Contacts, D52_AreWrittenToFirstAndWhoeverWroteHasTheConversation) {
  desk.run(start(IdentityId{5, 60}), Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<ContactAdded>(), 1u);
  EXPECT_EQ(desk.happened<ConversationOpened>(), 1u);
  EXPECT_EQ(desk.happened<ReplyQueued>(), 1u);
  EXPECT_EQ(std::get<Assigned>(desk.last.back()).to, Desk::anna);
}

TEST_F(Contacts, A44_ANewConversationThatIsThereAlreadyIsJoined) {
  desk.run(Resolve{desk.state.threads.find(*desk.state.thread_of.find({Desk::support, ana}))->latest}, Desk::as(Desk::ben));
  StartConversation again = start(Desk::phone);
  desk.run(again, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<ConversationOpened>(), 0u);
  EXPECT_EQ(desk.happened<Reopened>(), 1u);
}

TEST_F(Contacts, A44_JoiningAResolvedConversationKeepsWhatsAppsWindowOpen) {
  desk.hear(Channel::whatsapp);
  const ConversationId here = desk.state.threads.find(*desk.state.thread_of.find({Desk::support, ana}))->latest;
  const SessionId session = current_session(desk.state, *desk.state.conversations.find(here), Channel::whatsapp)->id;
  desk.run(Resolve{here}, Desk::as(Desk::ben));
  desk.run(start(Desk::phone, Desk::whatsapp), Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<SessionOpened>(), 0u);
  EXPECT_EQ(current_session(desk.state, *desk.state.conversations.find(here), Channel::whatsapp)->id, session);
  desk.run(SendReply{here, {}, "and once more"}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.state.conversations.find(here)->channel, Channel::whatsapp);
  desk.pass(limits::whatsapp_window_ms);
  EXPECT_EQ(desk.refused(SendReply{here, {}, "too late"}, Desk::as(Desk::anna)), Refusal::whatsapp_window_closed);
}

TEST_F(Contacts, ThatAreSetApartGetNoAnswersOfEachOther) {
  const ConversationId here = desk.state.threads.find(*desk.state.thread_of.find({Desk::support, ana}))->latest;
  desk.run(MergeContacts{ana, other}, Desk::as(Desk::anna));
  write_from_stranger();
  ASSERT_EQ(desk.state.conversations.find(here)->identity, stranger);
  SendReply later{here, {}, "later"};
  later.how.not_before = desk.now + limits::minute_ms;
  desk.run(later, Desk::as(Desk::anna));
  const MessageId held = desk.state.conversations.find(here)->last_message;
  const SessionId session = current_session(desk.state, *desk.state.conversations.find(here), Channel::sms)->id;
  desk.run(UnmergeContact{other}, Desk::as(Desk::anna));
  const auto goes_to = [&](const SendReply& reply) {
    const Decision decision = decide_command(desk.state, reply, Stamp{desk.now, Desk::as(Desk::anna), CommandId{9, 9999}});
    return decision ? std::get<ReplyQueued>(decision->events.front()).identity : IdentityId{};
  };
  EXPECT_EQ(goes_to(SendReply{{}, session, "to the session"}), Desk::phone);
  EXPECT_EQ(goes_to(SendReply{here, {}, "to the conversation"}), Desk::phone);
  SendReply to_other{here, {}, "to the other"};
  to_other.how.number = Desk::sms;
  to_other.how.identity = stranger;
  EXPECT_EQ(desk.refused(to_other, Desk::as(Desk::anna)), Refusal::no_channel);
  desk.pass(limits::minute_ms);
  EXPECT_EQ(desk.refused(StartAttempt{held}), Refusal::no_channel) << "what was held for them does not leave either";
}

TEST_F(Contacts, WithoutAnAddressOfTheirOwnAreNotAnsweredAtWhoeverWasSetApart) {
  const IdentityId hidden{5, 70};
  ReceiveMessage message = desk.text(Channel::whatsapp);
  message.from = {{IdentityKind::business_scoped, hidden, "US.13491208655302741918"}};
  desk.run(message);
  const ContactId nameless = desk.state.identities.find(hidden)->contact;
  const ConversationId here = desk.state.threads.find(*desk.state.thread_of.find({Desk::support, nameless}))->latest;
  desk.run(MergeContacts{nameless, other}, Desk::as(Desk::anna));
  write_from_stranger();
  desk.run(UnmergeContact{other}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.refused(SendReply{here, {}, "by SMS"}, Desk::as(Desk::anna)), Refusal::no_channel);
}

TEST_F(Contacts, A44_WhoAnEarlierReleaseFiledByWhatsAppAreTheSameAtTheirPhoneNumber) {
  const IdentityId filed{5, 80}, phone{5, 81};
  desk.run(ConfigureTemplate{{TemplateId{20, 2}, "hello", Channel::whatsapp, "en", "Hello", {}, "HX2", Approval::approved, false, TemplateUsage::start}});
  StartConversation before = start(filed, Desk::whatsapp);
  before.to.kind = IdentityKind::whatsapp;
  before.message_template = TemplateId{20, 2};
  desk.run(before, Desk::as(Desk::anna));
  const ContactId contact = desk.state.identities.find(filed)->contact;
  apply_event(desk.state, OptedOut{filed, Desk::sms}, {});
  StartConversation by_sms = start(phone);
  by_sms.to.formerly = filed;
  EXPECT_EQ(desk.refused(by_sms, Desk::as(Desk::anna)), Refusal::opted_out);
  ReceiveMessage answer = desk.text(Channel::whatsapp);
  answer.from = {by_sms.to};
  desk.run(answer);
  EXPECT_EQ(desk.happened<ContactAdded>() + desk.happened<ConversationOpened>(), 0u);
  EXPECT_EQ(desk.state.identities.find(phone)->contact, contact);
  desk.run(SendReply{desk.state.threads.find(*desk.state.thread_of.find({Desk::support, contact}))->latest, {}, "hi"}, Desk::as(Desk::anna));
  by_sms.to.formerly = {};
  EXPECT_EQ(desk.refused(by_sms, Desk::as(Desk::anna)), Refusal::opted_out) << "who has opted out stays so";
  answer = desk.text(Channel::sms, OptChange::in);
  answer.from = {by_sms.to};
  desk.run(answer);
  desk.run(by_sms, Desk::as(Desk::anna));
}

TEST_F(Contacts, D53_TheFirstWhatsAppMessageIsAnApprovedTemplate) {
  const TemplateId welcome{20, 1};
  desk.run(ConfigureTemplate{{welcome, "welcome", Channel::whatsapp, "en", "Hello {{1}}", {"1"}, "HX1", Approval::approved, false, TemplateUsage::start}});
  StartConversation command = start(IdentityId{5, 61}, Desk::whatsapp);
  EXPECT_EQ(desk.refused(command, Desk::as(Desk::anna)), Refusal::whatsapp_window_closed);
  command.message_template = welcome;
  EXPECT_EQ(desk.refused(command, Desk::as(Desk::anna)), Refusal::missing_value);
  command.values = {{"1", "Ada"}};
  desk.run(command, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<TemplateUsed>(), 1u);
}

TEST_F(Contacts, ThatCannotBeWrittenToAreRefusedWithTheReason) {
  EXPECT_EQ(desk.refused(start(IdentityId{5, 60}, NumberId{3, 9}), Desk::as(Desk::anna)), Refusal::unknown_number);
  EXPECT_EQ(desk.refused(start(IdentityId{}), Desk::as(Desk::anna)), Refusal::invalid_phone);
  StartConversation to_us = start(IdentityId{5, 60});
  to_us.to.address = "+15550100900";
  EXPECT_EQ(desk.refused(to_us, Desk::as(Desk::anna)), Refusal::own_number);
  desk.hear(Channel::sms, OptChange::out);
  EXPECT_EQ(desk.refused(start(Desk::phone), Desk::as(Desk::anna)), Refusal::opted_out);
}
