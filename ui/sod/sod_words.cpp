// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sod/sod_words.h"

#include "storage/documents/compensation_document.h"
#include "ui/common/context_card.h"
#include "ui/common/words.h"

#include <algorithm>

namespace oxseal::ui {

QString standingWord(sod::Standing standing)
{
    switch (standing) {
    case sod::Standing::Open: return QObject::tr("Open");
    case sod::Standing::Mitigated: return QObject::tr("Mitigated");
    case sod::Standing::MitigatedUntested: return QObject::tr("Not yet tested");
    case sod::Standing::Accepted: break;
    }
    return QObject::tr("Accepted");
}

QString standingWord(const ConflictStatus& conflict)
{
    return conflict.standing == sod::Standing::Open && conflict.waiting() != nullptr ? QObject::tr("Open, acceptance waits") : standingWord(conflict.standing);
}

QString acceptanceWord(sod::AcceptanceState state)
{
    switch (state) {
    case sod::AcceptanceState::Waiting: return QObject::tr("waits for a second person");
    case sod::AcceptanceState::Counts: return QObject::tr("counts");
    case sod::AcceptanceState::Ended: return QObject::tr("ended");
    case sod::AcceptanceState::Declined: return QObject::tr("declined");
    case sod::AcceptanceState::Replaced: break;
    }
    return QObject::tr("replaced by a later one");
}

Mark standingMark(sod::Standing standing)
{
    switch (standing) {
    case sod::Standing::Open: return Mark::High;
    case sod::Standing::Mitigated: return Mark::Good;
    case sod::Standing::MitigatedUntested: return Mark::Medium;
    case sod::Standing::Accepted: break;
    }
    return Mark::Low;
}

QString mitigationWord(const std::string& state)
{
    if (state == "designed")
        return QObject::tr("Designed");
    if (state == "operating")
        return QObject::tr("Operating, not tested");
    if (state == "tested")
        return QObject::tr("Tested");
    return state == "failed" ? QObject::tr("Failed") : plain(state);
}

QString functionWords(const sod::RuleSet& rules, std::uint32_t function)
{
    const sod::Function& found = rules.functions[function];
    return found.name.empty() || found.name == found.code ? plain(found.code)
                                                          : QStringLiteral("%1 %2").arg(plain(found.code), plain(found.name));
}

QString pairWords(const sod::RuleSet& rules, const SodConflictPicture& conflict)
{
    QStringList codes;
    for (const SodLeg& leg : conflict.legs)
        codes << plain(rules.functions[leg.function].code);
    return codes.join(QStringLiteral(" × "));
}

QString departmentOf(const SodConflictPicture& conflict)
{
    if (!conflict.department.empty())
        return plain(conflict.department);
    return conflict.status.person().empty() ? QObject::tr("Nobody's account") : QObject::tr("No department");
}

QString stepWords(const SodStep& step)
{
    QString words = QObject::tr("%1: account %2").arg(plain(step.system), plain(step.account));
    if (!step.role.empty())
        words += QObject::tr(" → role %1").arg(plain(step.role));
    return words + QObject::tr(" → permission %1 (%2)").arg(plain(step.permission), QLatin1String(access::name(step.level)));
}

namespace {

/// Every acceptance, the newest first, with both people.
void addAcceptances(ContextCard& card, const ConflictStatus& status, const std::vector<Person>& people)
{
    const auto nameOf = [&people](PersonId person) {
        const auto found = std::find_if(people.begin(), people.end(), [person](const Person& one) { return one.id == person; });
        return found == people.end() ? QString() : plain(found->name);
    };
    for (auto one = status.acceptances.rbegin(); one != status.acceptances.rend(); ++one) {
        card.addSection(QObject::tr("Acceptance until %1").arg(day(one->row.until)));
        card.addFact(QObject::tr("State"), acceptanceWord(one->state));
        card.addFact(QObject::tr("By"), QObject::tr("%1, %2").arg(nameOf(one->row.decidedBy), when(one->row.decidedAt)));
        card.addFact(QObject::tr("Reason"), plain(one->row.note));
        if (one->second)
            card.addFact(one->second->approved ? QObject::tr("Approved") : QObject::tr("Declined"),
                QObject::tr("%1, %2: %3").arg(nameOf(one->second->by), when(one->second->at), plain(one->second->why)));
    }
}

} // namespace

ContextCard* conflictCard(const SodPicture& picture, const SodConflictPicture& conflict, const std::vector<Person>& people)
{
    const ConflictRow& row = conflict.status.row;
    auto* card = new ContextCard(QStringLiteral("%1 · %2").arg(plain(conflict.name), plain(row.rule)));
    card->setMark(standingMark(conflict.status.standing), standingWord(conflict.status));
    const std::string person = conflict.status.person();
    card->addFact(QObject::tr("Person"), person.empty() ? QObject::tr("nobody: account %1").arg(plain(conflict.name))
                                                        : QStringLiteral("%1 (%2)").arg(plain(conflict.name), plain(person)));
    if (!conflict.title.empty())
        card->addFact(QObject::tr("Job"), plain(conflict.title));
    card->addFact(QObject::tr("Department"), departmentOf(conflict));
    card->addSection(QObject::tr("Why"));
    card->addFact(QObject::tr("Severity"), severityWord(row.severity));
    if (!row.risk.empty())
        card->addFact(QObject::tr("Risk"), plain(row.risk));
    int number = 0;
    for (const SodLeg& leg : conflict.legs)
        card->addFact(QObject::tr("Duty %1").arg(++number), functionWords(picture.rules, leg.function));
    const auto rule = std::find_if(picture.rules.rules.begin(), picture.rules.rules.end(),
        [&](const sod::Rule& one) { return one.id == row.rule; });
    if (rule != picture.rules.rules.end()) {
        if (!rule->source.empty())
            card->addFact(QObject::tr("Source"), plain(rule->source));
        if (rule->effective)
            card->addFact(QObject::tr("Effective"), day(rule->effective));
    }
    card->addFact(QObject::tr("Rule set"), QStringLiteral("%1 %2").arg(plain(picture.ruleSet.name), plain(picture.ruleSet.version)));
    card->addSection(QObject::tr("What stands against it"));
    if (const auto& mitigation = conflict.status.mitigation) {
        card->addFact(QObject::tr("Control"), plain(mitigation->control));
        card->addFact(QObject::tr("Performed by"), plain(mitigation->performer));
        card->addFact(QObject::tr("State"), mitigationWord(mitigation->state));
        card->addFact(QObject::tr("Counts until"), day(mitigation->until));
        card->addFact(QObject::tr("Reason"), plain(mitigation->note));
    }
    if (const auto& made = conflict.status.compensation) {
        card->addSection(QObject::tr("Why the duties stay together"));
        card->addText(sentence(("sod.cause." + std::string(sod::name(made->cause))).c_str()));
        card->addText(plain(made->explanation));
        card->addFact(QObject::tr("Looks through"), plain(made->population));
        card->addFact(QObject::tr("Precision"), made->precisionMinor == 0 ? QObject::tr("every item") : QObject::tr("from %1").arg(plain(precisionText(*made))));
        card->addFact(QObject::tr("Performed"), sentence(("sod.rhythm." + std::string(sod::name(made->rhythm))).c_str()));
        card->addFact(QObject::tr("Evidence kept"), plain(made->evidence));
    }
    if (!conflict.status.mitigation && conflict.status.acceptances.empty())
        card->addText(QObject::tr("Nothing yet. Take one of the duties away, or name a control that would notice."), true);
    card->addFact(QObject::tr("Typical"), row.control.empty() ? QStringLiteral("–") : plain(row.control));
    addAcceptances(*card, conflict.status, people);
    return card;
}

} // namespace oxseal::ui
