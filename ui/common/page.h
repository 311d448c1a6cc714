// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "models/core/result.h"
#include "ui/common/command.h"
#include "ui/jobs/session.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QShortcut;
class QStackedWidget;
class QTimer;
class QVBoxLayout;

namespace oxseal::ui {

class ContextCard;
class TitleRow;

/// Where something is shown: a page and what on it. Written "access:3/17" in the history and the palette.
struct Link
{
    QString page; ///< key of the page, e.g. "access"
    QString object; ///< the page's own; "" = the page itself
    friend bool operator==(const Link&, const Link&) = default;
};

/// A page of the window: title row with what can be done, a body, and the states of visual.md (loading, empty, partial,
/// error, read-only). A page reads through the session and never blocks. It is reloaded when it is shown, when records
/// have changed and when period or entity change; reload() starts the reading and ends in one of the show…() calls.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(Session& session, QWidget* parent = nullptr);
    ~Page() override;

    /// Shows what the link names; "" is the page as it was left.
    virtual void open(const QString& object);
    /// Reads anew and shows; must be cheap to call twice.
    virtual void reload() = 0;
    /// What can be done on this page now: its buttons, its shortcuts, its part of the palette.
    [[nodiscard]] const std::vector<Command>& commands() const noexcept { return commands_; }
    [[nodiscard]] ContextCard* context() const noexcept { return context_; }
    [[nodiscard]] QString title() const;
    /// Moves the focus to where it was on this page, else to its first list or control, as soon as there is one.
    void takeFocus();
    /// "loading", "empty", "error" or "ready"; for tests.
    [[nodiscard]] QString stateName() const;

Q_SIGNALS:
    void navigate(const oxseal::ui::Link& link); ///< go there, with history
    void commandsChanged();
    void contextChanged(); ///< another card for the context panel, or none
    void said(const QString& message); ///< one line for the status strip

protected:
    [[nodiscard]] Session& session() const noexcept { return session_; }
    /// `crumbs` are the parents ("Access reviews"), each with the link that leads there.
    void setTitle(const QString& title, const std::vector<std::pair<QString, QString>>& crumbs = {});
    /// One line of facts under the title; "" hides it.
    void setSubtitle(const QString& text);
    /// Buttons at the right of the title, in this order; at most one is primary.
    void setCommands(std::vector<Command> commands);
    /// Shortcuts and palette only, no button.
    void setHiddenCommands(std::vector<Command> commands);
    void setBody(QWidget* body);

    void showLoading(); ///< the skeleton appears after 150 ms
    void showReady();
    void showEmpty(const QString& what, const Command& next, const QString& guidePage = {});
    /// For an empty page: what it can do stays in the palette, and the one button is that of the empty state.
    void offerOnlyNext();
    void showError(const Error& error);
    /// What is missing on an otherwise ready page; "" hides it.
    void setPartial(const QString& what);
    /// A card for the context panel; the page keeps it, nullptr closes the panel.
    void setContext(ContextCard* card);
    /// The write commands' common reason: read-only workspace or missing permission; "" when `permission` may be used.
    [[nodiscard]] QString whyNotWrite(Permission permission) const;
    /// Runs an action as a job; on failure shows the error as a message box with cause and way out.
    template <class Work, class Done>
    void act(const QString& title, Work work, Done done)
    {
        session_.act(this, title, std::move(work), [this, done = std::move(done)](auto result) mutable {
            if (!result) {
                complain(result.error());
                return;
            }
            done(std::move(result));
        });
    }
    void complain(const Error& error);
    /// The end of saving: where the file lies, or why it does not.
    void tellSaved(const QString& file, const Status& saved);
    /// Asks for a file, has `make` gather the document from the workspace, draws it as PDF beside the window and saves it.
    void saveDocument(const QString& title, const QString& name, std::function<Result<Document>(Workspace&)> make);

private:
    void rebuildShortcuts();
    void showReadOnly();
    void focusWithin(QWidget* part);

    Session& session_;
    std::vector<Command> commands_;
    std::vector<Command> buttons_;
    std::vector<Command> hidden_;
    TitleRow* head_ = nullptr;
    QLabel* subtitle_ = nullptr;
    QLabel* partial_ = nullptr;
    QLabel* readOnly_ = nullptr;
    QStackedWidget* states_ = nullptr;
    QWidget* body_ = nullptr;
    QWidget* loading_ = nullptr;
    QWidget* message_ = nullptr;
    QVBoxLayout* bodyHolder_ = nullptr;
    QTimer* loadingTimer_ = nullptr;
    ContextCard* context_ = nullptr;
    std::vector<QShortcut*> shortcuts_;
};

} // namespace oxseal::ui
