package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Notice tells something that stays until it is mended: what happened in bold,
// then what was kept and what to do. Acts, if any, stand below the words.
func Notice(tone Tone, what, rest string, acts ...app.UI) app.UI {
	return notice(tone, noticeIcons[tone], what, rest, acts...)
}

// OfflineNotice says that there is no network and that nothing is lost.
func OfflineNotice() app.UI {
	return notice(Plain, IconOffline, "No network.", "What you write is kept on this device and sent when you are back.")
}

var noticeIcons = map[Tone]IconName{
	Plain: IconInfo, Good: IconKept, Attention: IconWarn, Danger: IconStop, Together: IconShared,
}

func notice(tone Tone, icon IconName, what, rest string, acts ...app.UI) app.UI {
	role := "status"
	if tone == Danger {
		role = "alert"
	}
	body := []app.UI{textB("", what), textSpan("", " "+rest)}
	if len(acts) > 0 {
		body = append(body, Row(acts...))
	}
	return app.Div().Class("note", toned("note", tone)).Role(role).Body(Icon(icon), tagDiv("", body...))
}
