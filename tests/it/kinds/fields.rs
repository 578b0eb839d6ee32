//! Fields of every kind can be set.

use webot::message::{Content, Element, Path, PathError};

use super::{ensure, every_kind, push};

/// Returns the path of every leaf with the index that it needs: `ExtAttr.Item[1].Web.Title`.
fn indexed(elements: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    for (position, element) in elements.iter().enumerate() {
        let nth = elements[..position].iter().filter(|other| other.name == element.name).count();
        let name = if nth == 0 { element.name.to_string() } else { format!("{}[{nth}]", element.name) };
        match &element.content {
            Content::Group(inner) if !inner.is_empty() => {
                found.extend(indexed(inner).into_iter().map(|path| format!("{name}.{path}")));
            }
            _ => found.push(name),
        }
    }
    found
}

#[test]
fn every_field_of_every_kind_can_be_set() {
    every_kind(|kind| {
        let mut document = push(kind).document;
        for path in indexed(&document.0) {
            let parsed = Path::parse(&path).map_err(|error| error.to_string())?;
            document.set(&parsed, "值", false).map_err(|error| error.to_string())?;
            ensure(document.at(&parsed) == Some("值"), || format!("{path} is {:?}", document.at(&parsed)))?;
        }
        Ok(())
    });
}

#[test]
fn every_path_that_an_error_suggests_can_be_set() {
    every_kind(|kind| {
        let document = push(kind).document;
        for path in indexed(&document.0) {
            let wrong = Path::parse(&format!("{path}x")).map_err(|error| error.to_string());
            // A path with its last letter wrong, or an index too high on the way.
            for wrong in [wrong, Path::parse(&path.replace("[1]", "[0]")).map_err(|error| error.to_string())]
            {
                let wrong = wrong.unwrap_or_else(|_| Path::parse("Contant").expect("a path"));
                let Err(PathError::Unknown { closest, .. }) = document.clone().set(&wrong, "值", false)
                else {
                    continue;
                };
                for suggested in closest {
                    let followed = Path::parse(&suggested).map_err(|error| error.to_string())?;
                    let set = document.clone().set(&followed, "值", false);
                    ensure(set.is_ok(), || format!("`{wrong}` suggests `{suggested}`: {set:?}"))?;
                }
            }
        }
        Ok(())
    });
}
