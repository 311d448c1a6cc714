// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/administration_reads.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/reads/audit_event.h"
#include "storage/reads/packet_csv.h"
#include "storage/reads/person_names.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::size_t kMostWords = 300; ///< bytes of what an act changed; the audit trail shows all of it

struct Everything
{
    std::vector<AdministratorAct> acts;
    std::vector<ActsReviewRow> reviews;

    [[nodiscard]] ActsDue dueAt(Day periodEnd) const { return actsDue(acts, firstNotReviewed(reviews), periodEnd); }
    [[nodiscard]] std::span<const AdministratorAct> of(const ActsReviewRow& review) const
    {
        return actsBetween(acts, review.first, review.last);
    }
};

Result<Everything> everything(Database& db)
{
    Everything out;
    OXSEAL_TRY(out.acts, administration_repo::acts(db));
    OXSEAL_TRY(out.reviews, administration_repo::reviews(db));
    return out;
}

std::string changeWords(const std::vector<AuditChange>& changes)
{
    std::vector<std::string> parts;
    for (const AuditChange& change : changes) {
        if (!change.differs())
            continue;
        const std::string field = change.field.empty() ? std::string() : change.field + ": ";
        if (change.before && change.after)
            parts.push_back(field + *change.before + " → " + *change.after);
        else
            parts.push_back(field + (change.after ? *change.after : *change.before + " →"));
    }
    return beginning(join(parts, "; "), kMostWords);
}

Result<ActView> viewOf(Database& db, const AdministratorAct& act)
{
    ActView view;
    view.act = act;
    OXSEAL_TRY(const AuditEvent event, auditEvent(db, act.sequence));
    view.person = event.name;
    view.reason = event.reason;
    view.changes = changeWords(event.changes);
    return view;
}

Finding matter(Hasher& hasher, const char* code, Severity severity, const std::string& subject, std::vector<std::string> arguments,
    const std::vector<std::string>& identity)
{
    Finding finding;
    finding.code = code;
    finding.severity = severity;
    finding.subject = subject;
    finding.arguments = std::move(arguments);
    finding.fingerprint = fingerprintOf(hasher, code, subject, identity);
    return finding;
}

const std::string& questionOn(const ActsReviewRow& review, std::uint64_t sequence)
{
    static const std::string none;
    const auto found = std::find_if(review.questions.begin(), review.questions.end(), [&](const ActQuestion& one) { return one.sequence == sequence; });
    return found == review.questions.end() ? none : found->what;
}

} // namespace

Result<AdministrationView> administrationView(Workspace& workspace, const PeriodRow& period)
{
    Database& db = workspace.db();
    OXSEAL_TRY(const Everything all, everything(db));
    OXSEAL_TRY(const NamesById names, namesById(db));
    const ActsDue due = all.dueAt(period.period.last);
    AdministrationView view;
    view.later = std::ssize(due.later);
    view.hindrance = whyNotReviewActs(due.due, workspace.actor().person, workspace.actor().roles);
    for (const AdministratorAct& act : due.due) {
        OXSEAL_TRY(ActView one, viewOf(db, act));
        view.due.push_back(std::move(one));
    }
    for (const ActsReviewRow& review : all.reviews) {
        if (review.period != period.id)
            continue;
        view.reviews.push_back({review, named(names, review.signedBy)});
        for (const AdministratorAct& act : all.of(review)) {
            OXSEAL_TRY(ActView one, viewOf(db, act));
            one.review = review.id;
            one.question = questionOn(review, act.sequence);
            view.reviewed.push_back(std::move(one));
        }
    }
    return view;
}

Result<std::vector<Finding>> administrationMatters(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const Everything all, everything(workspace.db()));
    OXSEAL_TRY(const NamesById names, namesById(workspace.db()));
    Sha256 hasher;
    std::vector<Finding> found;
    const ActsDue due = all.dueAt(period.period.last);
    if (!due.due.empty() && workspace.environment().clock.now().day() > period.period.last) {
        Finding& one = found.emplace_back(matter(hasher, "people.matter.acts_not_reviewed", Severity::Medium, "administrators",
            {std::to_string(due.due.size()), period.period.last.iso()}, {period.period.name()}));
        one.since = period.period.last.plus(1);
    }
    for (const ActsReviewRow& review : all.reviews) {
        if (review.period != period.id)
            continue;
        for (const AdministratorAct& act : all.of(review)) {
            const std::string& question = questionOn(review, act.sequence);
            if (question.empty())
                continue;
            const std::string number = std::to_string(act.sequence);
            Finding& one = found.emplace_back(matter(hasher, "people.matter.act_questioned", Severity::High, "ledger:" + number,
                {number, texts::eventName(act.verb), named(names, act.person), question}, {}));
            one.since = review.signedAt.day();
        }
    }
    return found;
}

Result<std::vector<PacketFile>> administrationPacketFiles(Workspace& workspace, const PeriodRow& period)
{
    OXSEAL_TRY(const Everything all, everything(workspace.db()));
    if (all.acts.empty())
        return std::vector<PacketFile>();
    OXSEAL_TRY(const NamesById logins, loginsById(workspace.db()));
    DescribedCsv acts("administrator_acts.csv", {"sequence", "time", "person", "verb", "object", "leaf_sha256", "review", "question"});
    const auto add = [&](const AdministratorAct& act, const std::string& review, const std::string& question) {
        acts.row({std::to_string(act.sequence), act.time.iso(), named(logins, act.person), act.verb, act.object, act.leaf.hex(), review, question});
    };
    DescribedCsv reviews("administrator_reviews.csv", {"review", "period", "first", "last", "acts", "acts_sha256", "note", "signed_at", "signed_by"});
    for (const ActsReviewRow& review : all.reviews) {
        OXSEAL_TRY(const PeriodRow of, periodById(workspace.db(), review.period));
        reviews.row({std::to_string(review.id), of.period.name(), std::to_string(review.first), std::to_string(review.last), std::to_string(review.acts),
            review.digest.hex(), review.note, review.signedAt.iso(), named(logins, review.signedBy)});
        if (review.period != period.id)
            continue;
        for (const AdministratorAct& act : all.of(review))
            add(act, std::to_string(review.id), questionOn(review, act.sequence));
    }
    for (const AdministratorAct& act : all.dueAt(period.period.last).due)
        add(act, {}, {});
    DescribedCsv dictionary("dictionary_administration.csv", {"file", "column", "meaning"});
    acts.describe(dictionary, "people.column.");
    reviews.describe(dictionary, "people.column.");
    return std::vector<PacketFile>{acts.file(), reviews.file(), dictionary.file("dictionary")};
}

} // namespace oxseal
