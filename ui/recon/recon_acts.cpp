// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page of reconciliations.
#include "storage/actions/limit_actions.h"
#include "storage/documents/reconciliation_document.h"
#include "storage/reads/opening_items.h"
#include "storage/texts/texts.h"
#include "ui/common/message.h"
#include "ui/common/words.h"
#include "ui/recon/exception_card.h"
#include "ui/recon/exception_queue.h"
#include "ui/recon/groups_view.h"
#include "ui/recon/inventory_view.h"
#include "ui/recon/limits_dialog.h"
#include "ui/recon/recon_dialogs.h"
#include "ui/recon/recon_page.h"
#include "ui/recon/recon_words.h"
#include "ui/recon/reconciliation_view.h"

#include <optional>

namespace oxseal::ui {
namespace {

/// While a dialog is open the page may read anew: what it is about is kept apart.
template <class T>
std::optional<T> copied(const T* found)
{
    return found == nullptr ? std::nullopt : std::optional<T>(*found);
}

} // namespace

void ReconPage::reconcile()
{
    const AccountOverview* row = inventory_->current();
    if (row == nullptr)
        return;
    if (row->reconciliation) {
        Q_EMIT navigate({QStringLiteral("recon"), QString::number(row->reconciliation->id.value)});
        return;
    }
    if (row->mirror && !row->schedule) {
        Q_EMIT navigate({QStringLiteral("mirror"), QString::number(row->mirror->number)});
        return;
    }
    if (row->processor && !row->schedule) {
        Q_EMIT navigate({QStringLiteral("processors"), QString::number(row->processor->number)});
        return;
    }
    const recon::AccountMethod method = row->account.plan.method;
    if (row->schedule || method == recon::AccountMethod::Schedule || method == recon::AccountMethod::RollForward) {
        const QString object = row->schedule ? QString::number(row->schedule->row.id) : plain(row->entity) + QLatin1Char('/') + plain(row->account.plan.account);
        Q_EMIT navigate({QStringLiteral("schedules"), object});
        return;
    }
    if (const QString why = whyNotReconcile(); !why.isEmpty())
        Q_EMIT said(why);
    else
        layOut(*row);
}

void ReconPage::layOut(const AccountOverview& chosen)
{
    AccountOverview account = chosen;
    if (detail_ && id_ != 0) { // anew: the account is that of the reconciliation shown
        const ReconRow& row = detail_->view.row;
        account.entity = row.entity;
        account.account.plan.account = row.account;
        account.account.name = row.accountName;
        account.digits = row.digits;
        account.reconciliation = row;
    }
    struct Answer
    {
        std::vector<std::string> statements;
        bool first = true;
    };
    const PeriodId id = account.reconciliation ? account.reconciliation->period : session().period()->id;
    session().read(
        this,
        [id, entity = account.entity, number = account.account.plan.account](Workspace& workspace) -> Result<Answer> {
            OXSEAL_TRY(const PeriodRow period, periodById(workspace.db(), id));
            Answer answer;
            OXSEAL_TRY(answer.statements, statementAccounts(workspace.db(), entity, period.period.name()));
            OXSEAL_TRY(const auto before, periodBefore(workspace.db(), period));
            if (before) {
                OXSEAL_TRY(const auto prior, findReconciliation(workspace.db(), entity, number, before->id));
                answer.first = !prior.has_value();
            }
            return answer;
        },
        [this, account, id](const Result<Answer>& answer) {
            if (!answer) {
                complain(answer.error());
                return;
            }
            const auto asked = askToOpen(this, account, answer->statements, id, answer->first);
            if (!asked)
                return;
            act(
                tr("Laying out account %1").arg(plain(account.account.plan.account)),
                [asked = *asked](Workspace& workspace, const Progress&) -> Result<OpenedReconciliation> {
                    OpenReconciliation request = asked.request;
                    if (!asked.itemsFile.isEmpty()) {
                        request.itemDigits = kOpeningItemDigits;
                        OXSEAL_TRY(request.openingItems, readOpeningItems(asked.itemsFile.toStdString()));
                    }
                    return layOutReconciliation(workspace, request, asked.reason);
                },
                [this](Result<OpenedReconciliation> made) {
                    if (made->decisionsKept + made->decisionsLost > 0)
                        Q_EMIT said(plain(texts::sentence(
                            "recon.decisions_after", {std::to_string(made->decisionsKept), std::to_string(made->decisionsLost)})));
                    if (id_ != made->id.value)
                        Q_EMIT navigate({QStringLiteral("recon"), QString::number(made->id.value)});
                });
        });
}

void ReconPage::assign()
{
    const auto row = copied(inventory_->current());
    if (!row)
        return;
    const auto answer = askForPlan(this, *row, people_);
    if (!answer)
        return;
    act(
        tr("Assigning account %1").arg(plain(row->account.plan.account)),
        [entity = row->entity, answer = *answer](Workspace& workspace, const Progress&) {
            return planAccount(workspace, entity, answer.plan, answer.reason);
        },
        [](const Status&) {});
}

void ReconPage::setLimits()
{
    const auto row = copied(inventory_->current());
    if (!row)
        return;
    const auto answer = askForLimits(this, *row);
    if (!answer)
        return;
    act(
        tr("Setting the limits of account %1").arg(plain(row->account.plan.account)),
        [entity = row->entity, account = row->account.plan.account, answer = *answer](Workspace& workspace, const Progress&) {
            return setAccountLimits(workspace, entity, account, answer.limits, answer.reason);
        },
        [this](const Result<int>& version) { Q_EMIT said(tr("Version %1 holds.").arg(*version)); });
}

void ReconPage::runMatching()
{
    const ReconView& view = detail_->view;
    ActQuestion question;
    question.title = tr("Run the matching");
    question.verb = tr("Run");
    question.binds = {tr("The passes and the learnt stage of the policy in force look at every open line. What a person decided stays; suggestions are made anew.")};
    if (!detail_->policyAdopted)
        question.binds.push_back(tr("Nobody of the company has approved the policy yet: it only suggests. A reviewer approves it on page Models, under Versions."));
    if (view.row.state != "open")
        question.binds.push_back(tr("Both sign-offs are voided: the reconciliation is open again."));
    question.suggestedReason = tr("Standard passes");
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Matching %1").arg(plain(view.row.account)),
        [id = view.row.id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress& progress) {
            return runMatch(workspace, id, reason, progress);
        },
        [this](Result<MatchCounts> counts) {
            Q_EMIT said(tr("%1 matched, %2 suggested, %3 ambiguous; %4 bank and %5 book lines stay open.")
                            .arg(counted(static_cast<std::int64_t>(counts->matched), tr("group"), tr("groups")))
                            .arg(counts->suggested)
                            .arg(counts->ambiguous)
                            .arg(counts->openBank)
                            .arg(counts->openBooks)
                + (counts->policyAdopted ? QString() : QLatin1Char(' ') + tr("Nobody has approved the matching policy, so it only suggests: approve it on page Models and run again.")));
        });
}

void ReconPage::prepare()
{
    const ReconView& view = detail_->view;
    ActQuestion question;
    question.title = tr("Sign as preparer");
    question.verb = tr("Sign");
    question.binds = {tr("Both sides end in %1 %2; the difference is zero.").arg(exactAmount(view.proof.bankAdjusted, view.row.digits), plain(view.row.currency)),
        tr("%1, each with a category.").arg(counted(static_cast<std::int64_t>(view.items.size()), tr("open item"), tr("open items")))};
    question.suggestedReason = tr("Prepared for %1").arg(plain(view.period.name()));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [id = view.row.id, note = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return prepareReconciliation(workspace, id, note); },
        [this](const Status&) { Q_EMIT said(tr("Signed as preparer; another person reviews it now.")); });
}

void ReconPage::review()
{
    const ReconView& view = detail_->view;
    ActQuestion question;
    question.title = tr("Sign as reviewer");
    question.verb = tr("Sign");
    question.binds = {tr("Both sides end in %1 %2; the difference is zero.").arg(exactAmount(view.proof.bankAdjusted, view.row.digits), plain(view.row.currency)),
        tr("The reason says what you checked.")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [id = view.row.id, note = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return reviewReconciliation(workspace, id, note); },
        [this](const Status&) { Q_EMIT said(tr("Signed as reviewer.")); });
}

void ReconPage::classify()
{
    const auto item = copied(itemOf(detail_->view, one_->current()));
    if (!item)
        return;
    if (const QString why = whyNotDecide(); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    // What the surest hint says stands chosen, where nobody has chosen yet.
    auto proposed = *item;
    const ExceptionRow* row = exceptionOf(*detail_, one_->current());
    if (row != nullptr && !row->hints.empty() && item->item.category == recon::ItemCategory::Unclassified)
        proposed.item.category = row->hints.front().category;
    const auto answer = askToClassify(this, detail_->view, proposed);
    if (!answer)
        return;
    act(
        tr("Classifying %1").arg(QString::fromStdString(item->handle)),
        [id = detail_->view.row.id, handle = item->handle, answer = *answer](Workspace& workspace, const Progress&) {
            ItemDecision decision{handle, answer.category, answer.note, {}, answer.file.toStdString()};
            return classifyItem(workspace, id, decision, answer.reason);
        },
        [this](const Status&) { advance_ = true; });
}

void ReconPage::confirmGroup()
{
    const auto group = copied(groupOf(detail_->view, one_->current()));
    if (!group)
        return;
    ActQuestion question;
    question.title = tr("Confirm the suggestion G%1").arg(group->id);
    question.verb = tr("Confirm");
    question.binds = {plain(group->explanation, true)};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [id = detail_->view.row.id, number = group->id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return oxseal::confirmGroup(workspace, id, number, reason);
        },
        [this](const Status&) { advance_ = true; });
}

void ReconPage::confirmAlike()
{
    const ReconGroupRow* group = groupOf(detail_->view, one_->current());
    if (group == nullptr)
        return;
    const std::vector<std::int64_t> groups = alikeGroups(*detail_, *group);
    ActQuestion question;
    question.title = tr("Confirm %1 alike").arg(counted(static_cast<std::int64_t>(groups.size()), tr("suggestion"), tr("suggestions")));
    question.verb = tr("Confirm");
    question.binds = {tr("All were made by the rule %1 and wait for the same reasons. Each is noted as decided together with the others.").arg(plain(group->rule))};
    for (const std::int64_t each : groups)
        question.binds.push_back(QStringLiteral("G%1: %2").arg(each).arg(membersLine(detail_->view, each)));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        question.title,
        [id = detail_->view.row.id, groups, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return confirmGroups(workspace, id, groups, reason);
        },
        [this](const Status&) { advance_ = true; });
}

void ReconPage::dissolveGroup()
{
    const auto group = copied(groupOf(detail_->view, one_->current()));
    if (!group)
        return;
    const auto answer = askForCode(this, tr("Dissolve the group G%1").arg(group->id), tr("Dissolve"),
        {plain(group->explanation, true), tr("Its lines are open again.")}, QStringLiteral("engine_wrong"));
    if (!answer)
        return;
    act(
        tr("Dissolving G%1").arg(group->id),
        [id = detail_->view.row.id, number = group->id, answer = *answer](Workspace& workspace, const Progress&) {
            return unmatch(workspace, id, number, answer.code, answer.reason);
        },
        [this](const Status&) { advance_ = true; });
}

void ReconPage::showCandidates()
{
    const ReconGroupRow* group = groupOf(detail_->view, one_->current());
    if (group == nullptr)
        return;
    std::vector<std::int64_t> lines;
    for (const ReconLineRow* line : membersOf(detail_->view, group->id))
        lines.push_back(line->id);
    one_->setCurrentIndex(ReconciliationView::ByHand);
    one_->openLines().choose(lines);
}

void ReconPage::matchByHand()
{
    const std::vector<std::int64_t> lines = one_->openLines().chosen();
    if (lines.size() < 2)
        return;
    const auto answer = askForCode(this, tr("Match the chosen lines"), tr("Match"),
        {one_->openLines().sum(), tr("What the group leaves becomes an open item of its own. The reason is kept as the rationale.")},
        QStringLiteral("confirmed_by_bank"));
    if (!answer)
        return;
    act(
        tr("Matching by hand"),
        [id = detail_->view.row.id, lines, answer = *answer](Workspace& workspace, const Progress&) {
            return oxseal::matchByHand(workspace, id, lines, answer.code, answer.reason);
        },
        [this](Result<std::int64_t> made) { Q_EMIT said(tr("Made group G%1.").arg(*made)); });
}

void ReconPage::savePaper()
{
    const ReconRow& row = detail_->view.row;
    saveDocument(tr("Save the reconciliation"), tr("Reconciliation %1 %2 %3.pdf").arg(plain(row.entity), plain(row.account), plain(detail_->view.period.name())),
        [id = row.id, period = row.period](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const PeriodRow of, periodById(workspace.db(), period));
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, of));
            OXSEAL_TRY(const ReconDetail detail, reconciliationDetail(workspace, id));
            return reconciliationDocument(frame, detail);
        });
}

void ReconPage::saveBinder()
{
    const QString entity = session().entity();
    saveDocument(tr("Save the binder"),
        tr("Reconciliations %1 %2.pdf").arg(plain(session().period()->period.name()), entity.isEmpty() ? tr("group") : entity),
        [period = *session().period(), entity = entity.toStdString()](Workspace& workspace) -> Result<Document> {
            OXSEAL_TRY(const DocumentFrame frame, documentFrame(workspace, period));
            OXSEAL_TRY(const BinderParts parts, binderParts(workspace, period, entity));
            return reconciliationBinder(frame, parts);
        });
}

} // namespace oxseal::ui
