// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/acts_verbs.h"
#include "app/cli/company_verbs.h"
#include "models/core/text.h"
#include "storage/actions/people_actions.h"
#include "storage/packet/render_client.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {
namespace {

/// The code goes to a file when one is named, else to stdout: it is shown this once.
Result<int> handOver(Call& call, const Secret& code, Json json, const std::string& text)
{
    const std::string words(asText(code.view()));
    if (const auto file = call.value("--code-file")) {
        OXSEAL_CHECK(writeFile(*file, words + "\n"));
        json.set("code_file", *file);
        call.print(json, text + "\ncode in " + *file);
        return kDone;
    }
    json.set("code", words);
    call.print(json, text + "\ncode " + words);
    return kDone;
}

Result<std::set<Role>> rolesOf(const Call& call)
{
    std::set<Role> roles;
    for (const auto& list : call.values("--role")) {
        for (const auto& text : split(list, ',')) {
            const auto role = roleFromName(trimmed(text));
            if (!role)
                return fail(kBadValue, {}, {"--role", text, "a role named in oxseal help user", call.noun()});
            roles.insert(*role);
        }
    }
    return roles;
}

Result<int> invite(Call& call)
{
    Invitation invitation;
    OXSEAL_TRY(invitation.login, call.required("--login"));
    OXSEAL_TRY(invitation.name, call.required("--name"));
    OXSEAL_TRY(invitation.roles, rolesOf(call));
    invitation.employeeId = call.value("--employee").value_or("");
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_TRY(const Secret code, invitePerson(*workspace, invitation, reason));
    OXSEAL_CHECK(workspace->close());
    return handOver(call, code, Json().set("login", invitation.login), "invited " + invitation.login);
}

Result<int> login(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_TRY(const Secret passphrase, call.passphrase("--new-passphrase-file", "New passphrase"));
    OXSEAL_CHECK(firstLogin(*workspace, passphrase, reason));
    OXSEAL_TRY(const PersonKeys keys, workspace->keyring().keysOf(workspace->keys().login()));
    const std::string fingerprint = keyFingerprint(asBytes(keys.signing)).hex();
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("login", keys.login).set("fingerprint", fingerprint), "fingerprint " + fingerprint);
    return kDone;
}

Result<int> passphrase(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Secret old, call.passphrase());
    OXSEAL_TRY(const std::string folder, call.argument(0, "The workspace folder"));
    OXSEAL_TRY(const std::string user, call.required("--user"));
    OXSEAL_TRY(auto workspace, openWorkspace({folder, user}, old, call.environment()));
    OXSEAL_TRY(const Secret fresh, call.passphrase("--new-passphrase-file", "New passphrase"));
    const bool known = call.flag("--may-be-known");
    OXSEAL_CHECK(known ? replaceKeys(*workspace, fresh, reason) : changePassphrase(*workspace, old, fresh, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("login", user).set("new_keys", known), known ? "new keys made" : "passphrase changed");
    return kDone;
}

Result<int> recover(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const Secret code, call.passphrase("--passphrase-file", "Recovery code"));
    OXSEAL_TRY(const std::string folder, call.argument(0, "The workspace folder"));
    OpenOptions options;
    options.folder = folder;
    options.recovery = true;
    OXSEAL_TRY(options.login, call.required("--user"));
    OXSEAL_TRY(auto workspace, openWorkspace(options, code, call.environment()));
    OXSEAL_TRY(const Secret fresh, call.passphrase("--new-passphrase-file", "New passphrase"));
    OXSEAL_TRY(const Secret next, recoverPerson(*workspace, fresh, reason));
    OXSEAL_CHECK(workspace->close());
    return handOver(call, next, Json().set("login", options.login), "recovered " + options.login);
}

Result<int> roles(Call& call)
{
    OXSEAL_TRY(const std::string who, call.required("--login"));
    OXSEAL_TRY(const std::set<Role> wanted, rolesOf(call));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_CHECK(setRoles(*workspace, who, wanted, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("login", who), "roles of " + who + " set");
    return kDone;
}

Result<int> remove(Call& call)
{
    OXSEAL_TRY(const std::string who, call.required("--login"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_CHECK(removePerson(*workspace, who, reason));
    const bool pending = workspace->keyring().rotationPending();
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("login", who).set("rotation_pending", pending), "removed " + who);
    return kDone;
}

Result<int> office(Call& call)
{
    OXSEAL_TRY(const std::string who, call.required("--login"));
    OXSEAL_TRY(const std::string officeText, call.required("--office"));
    const auto wanted = officeFromName(officeText);
    if (!wanted)
        return fail(kBadValue, {}, {"--office", officeText, "peo or pfo", call.noun()});
    OXSEAL_TRY(const std::string reason, call.reason());
    if (call.has("--end")) {
        OXSEAL_TRY(const Day last, call.requiredDay("--end"));
        OXSEAL_TRY(auto workspace, call.open());
        OXSEAL_CHECK(endOffice(*workspace, who, *wanted, last, reason));
        OXSEAL_CHECK(workspace->close());
        call.print(Json().set("login", who).set("to", last.iso()), who + " holds " + officeText + " until " + last.iso());
        return kDone;
    }
    OfficeHolding holding;
    holding.office = *wanted;
    OXSEAL_TRY(holding.from, call.requiredDay("--from"));
    if (call.has("--to")) {
        OXSEAL_TRY(const Day last, call.requiredDay("--to"));
        holding.to = last;
    }
    const std::string capacity = call.value("--capacity").value_or("regular");
    const auto known = capacityFromName(capacity);
    if (!known)
        return fail(kBadValue, {}, {"--capacity", capacity, "regular, acting or interim", call.noun()});
    holding.capacity = *known;
    OXSEAL_TRY(holding.title, call.required("--title"));
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_TRY(const std::int64_t id, holdOffice(*workspace, who, holding, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("id", id).set("login", who), who + " holds " + officeText + " from " + holding.from.iso());
    return kDone;
}

Result<int> certify(Call& call)
{
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    const std::string who = call.value("--login").value_or(workspace->actor().login);
    OXSEAL_TRY(const std::int64_t id,
        requestCertificate(*workspace, who, call.value("--office").value_or(""), reason));
    OXSEAL_TRY(const CertificateRow row, certificateById(workspace->db(), id));
    OXSEAL_CHECK(workspace->close());
    const std::string fingerprint = row.fingerprint.hex();
    call.print(Json().set("request", id).set("login", who).set("fingerprint", fingerprint),
        "request " + std::to_string(id) + "\nfingerprint " + fingerprint);
    return kDone;
}

Result<int> confirm(Call& call)
{
    OXSEAL_TRY(const std::string number, call.required("--request"));
    std::int64_t id = 0;
    if (!parseInteger(number, id))
        return fail(kBadValue, {}, {"--request", number, "a number", call.noun()});
    OXSEAL_TRY(const std::string hex, call.required("--fingerprint"));
    const auto fingerprint = Digest::fromHex(hex);
    if (!fingerprint)
        return fail(kBadValue, {}, {"--fingerprint", hex, "64 hexadecimal digits", call.noun()});
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_CHECK(confirmCertificate(*workspace, id, *fingerprint, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("certificate", id).set("state", "issued"), "certificate " + number + " issued");
    return kDone;
}

Result<int> enrol(Call& call)
{
    OXSEAL_TRY(const std::string out, call.required("--out"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    const std::string who = call.value("--login").value_or(workspace->actor().login);
    OXSEAL_TRY(const Document sheet, enrolmentSheet(*workspace, who));
    OXSEAL_TRY(const std::string pdf, renderPdf(sheet));
    OXSEAL_TRY(const std::int64_t id, recordEnrolmentSheet(*workspace, who, pdf, reason));
    OXSEAL_CHECK(writeFile(out, pdf));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("enrolment", id).set("sheet", out), "sheet in " + out);
    return kDone;
}

Result<int> attachEnrolmentScan(Call& call)
{
    OXSEAL_TRY(const std::string who, call.required("--login"));
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const std::string scan, readFile(file));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(auto workspace, call.open());
    OXSEAL_CHECK(attachEnrolment(*workspace, who, scan, reason));
    OXSEAL_CHECK(workspace->close());
    call.print(Json().set("login", who).set("signing_enabled", true), "signing enabled for " + who);
    return kDone;
}

Json jsonOf(const OfficeHolding& holding)
{
    return Json()
        .set("office", name(holding.office))
        .set("capacity", name(holding.capacity))
        .set("title", holding.title)
        .set("from", holding.from.iso())
        .set("to", holding.to ? Json(holding.to->iso()) : Json());
}

Result<Json> jsonOf(Workspace& workspace, const Person& person, const std::vector<OfficeHolding>& holdings)
{
    Json json;
    json.set("id", person.id.value).set("login", person.login).set("name", person.name);
    json.set("state", name(person.state)).set("employee_id", person.employeeId);
    Json::Array duties;
    for (const Role role : person.roles)
        duties.emplace_back(name(role));
    json.set("roles", duties);
    Json::Array offices;
    for (const auto& holding : holdings) {
        if (holding.person == person.id)
            offices.push_back(jsonOf(holding));
    }
    json.set("offices", offices);
    const auto keys = workspace.keyring().keysOf(person.login);
    const bool current = person.state == PersonState::Active && keys && !keys->signing.empty();
    json.set("fingerprint", current ? Json(keyFingerprint(asBytes(keys->signing)).hex()) : Json());
    OXSEAL_TRY(const bool enabled, signingEnabled(workspace.db(), person.id, workspace.environment().clock.now().day()));
    json.set("signing_enabled", enabled);
    return json;
}

std::string lineOf(const Json& person)
{
    std::vector<std::string> words;
    for (const auto& role : person["roles"].toArray())
        words.push_back(role.toString());
    for (const auto& held : person["offices"].toArray())
        words.push_back(held["office"].toString() + " from " + held["from"].toString()
            + (held["to"].isNull() ? "" : " to " + held["to"].toString()));
    return person["login"].toString() + "  " + person["name"].toString() + "  " + person["state"].toString() + "  "
        + join(words, ", ") + (person["signing_enabled"].toBool() ? "  enrolled" : "");
}

Result<int> list(Call& call)
{
    OXSEAL_TRY(auto workspace, call.open(true));
    OXSEAL_TRY(const auto all, persons(workspace->db()));
    OXSEAL_TRY(const auto holdings, officeHoldings(workspace->db()));
    Json::Array people;
    std::vector<std::string> lines;
    for (const auto& person : all) {
        OXSEAL_TRY(Json json, jsonOf(*workspace, person, holdings));
        lines.push_back(lineOf(json));
        people.push_back(std::move(json));
    }
    OXSEAL_TRY(const auto rows, certificates(workspace->db()));
    Json::Array issued;
    for (const auto& row : rows) {
        issued.push_back(Json()
                             .set("id", row.id)
                             .set("login", row.person.login)
                             .set("office", row.offices)
                             .set("state", row.state)
                             .set("start", row.start.iso())
                             .set("fingerprint", row.fingerprint.hex()));
        lines.push_back("certificate " + std::to_string(row.id) + "  " + row.person.login + "  " + row.offices + "  "
            + row.state + "  " + row.fingerprint.hex());
    }
    OXSEAL_TRY(const auto findings, certificateFindings(workspace->db()));
    Json::Array matters;
    for (const auto& finding : findings) {
        matters.push_back(Json().set("code", finding.code).set("what", texts::what(finding)));
        lines.push_back(texts::what(finding));
    }
    call.print(Json().set("persons", people).set("certificates", issued).set("findings", matters), join(lines, "\n"));
    return kDone;
}

} // namespace

void addUserVerbs(Registry& verbs)
{
    verbs.push_back({"user", "invite",
        "user invite WORKSPACE --user LOGIN --login NEW --name NAME --role ROLE[,ROLE…] [--employee ID] [--code-file F] --reason TEXT",
        {"--login=", "--name=", "--role=", "--employee=", "--code-file="}, invite});
    verbs.push_back({"user", "login", "user login WORKSPACE --user LOGIN --passphrase-file CODE --new-passphrase-file F --reason TEXT",
        {"--new-passphrase-file="}, login});
    verbs.push_back({"user", "passphrase",
        "user passphrase WORKSPACE --user LOGIN --new-passphrase-file F [--may-be-known] --reason TEXT",
        {"--new-passphrase-file=", "--may-be-known"}, passphrase});
    verbs.push_back({"user", "recover",
        "user recover WORKSPACE --user LOGIN --passphrase-file CODE --new-passphrase-file F [--code-file F] --reason TEXT",
        {"--new-passphrase-file=", "--code-file="}, recover});
    verbs.push_back({"user", "roles", "user roles WORKSPACE --user LOGIN --login WHO --role ROLE[,ROLE…] --reason TEXT",
        {"--login=", "--role="}, roles});
    verbs.push_back({"user", "office",
        "user office WORKSPACE --user LOGIN --login WHO --office peo|pfo (--from DATE --title T [--to DATE] [--capacity "
        "regular|acting|interim] | --end DATE) --reason TEXT",
        {"--login=", "--office=", "--from=", "--to=", "--title=", "--capacity=", "--end="}, office});
    verbs.push_back({"user", "remove", "user remove WORKSPACE --user LOGIN --login WHO --reason TEXT", {"--login="}, remove});
    verbs.push_back({"user", "certify",
        "user certify WORKSPACE --user LOGIN [--login WHO] [--office peo|pfo|peo+pfo] --reason TEXT",
        {"--login=", "--office="}, certify});
    verbs.push_back({"user", "confirm", "user confirm WORKSPACE --user LOGIN --request N --fingerprint HEX --reason TEXT",
        {"--request=", "--fingerprint="}, confirm});
    verbs.push_back({"user", "enrol", "user enrol WORKSPACE --user LOGIN [--login WHO] --out SHEET.pdf --reason TEXT",
        {"--login=", "--out="}, enrol});
    verbs.push_back({"user", "attach-enrolment",
        "user attach-enrolment WORKSPACE --user LOGIN --login WHO --file SCAN.pdf --reason TEXT", {"--login=", "--file="},
        attachEnrolmentScan});
    verbs.push_back({"user", "list", "user list WORKSPACE --user LOGIN", {}, list});
    addActsVerbs(verbs);
    addCompanyVerbs(verbs);
}

} // namespace oxseal::cli
